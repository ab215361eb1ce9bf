// tests/support/parts.ts — what comes later to a page is there before a page is drawn.
import { rarePages } from "../../src/rooms/deputy/app.tsx";
import { detailsPart } from "../../src/ui/details.ts";
import { cameraPart } from "../../src/ui/scanner.tsx";

await Promise.all([cameraPart.fetch(), detailsPart.fetch(), rarePages.fetch()]);
