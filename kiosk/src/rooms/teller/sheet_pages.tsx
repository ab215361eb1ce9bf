// rooms/teller/sheet_pages.tsx — where sheets of paper are keyed, which few votes have: fetched when the first page is at rest.
export { EnterPage } from "./enter_page.tsx";
export { SheetsPage } from "./sheets_page.tsx";
