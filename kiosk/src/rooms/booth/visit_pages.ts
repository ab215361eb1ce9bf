// rooms/booth/visit_pages.ts — the pages of a visit: fetched when the booth is at rest, before the first one begins.
export { CheckingPage } from "./check_pages.tsx";
export { DonePage } from "./done_page.tsx";
export { MarksPage } from "./marks_page.tsx";
export { ReviewPage } from "./review_page.tsx";
export { StillPage } from "./still_page.tsx";
