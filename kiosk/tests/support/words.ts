// tests/support/words.ts — both languages are there before a page is drawn.
import { loadCatalogue } from "../../src/ui/words.ts";

await loadCatalogue("en");
