// rooms/deputy/rare_pages.tsx — the pages that few deputies come to: they are fetched when the first one is at rest.
export { CheckingPage } from "./check_pages.tsx";
export { HandBackPage, HandedBackPage, HandingBackPage } from "./hand_back_pages.tsx";
