// rooms/official/paper_part.ts — batches of sheets at the console; they come after the page.
export { PaperClient } from "../../api/paper_client.ts";
export { PaperDesk } from "./paper_desk.ts";
export { SheetsPanel } from "./sheets_panel.tsx";
export { PaperVotes } from "../../ui/paper_votes.tsx";
