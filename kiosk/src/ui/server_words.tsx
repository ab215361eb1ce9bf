// ui/server_words.tsx — what the server says of its refusal (PROTOCOL §16, member detail), in the language of the page
// where it has a line for each; what has one line is English.
import type { JSX } from "preact";
import { useWords } from "./words.ts";

export function ServerWords({ detail }: { readonly detail: string }): JSX.Element {
    const { tag } = useWords().language;
    const [chinese, english] = detail.split("\n");
    if (english === undefined) return <span lang="en">{detail}</span>;
    return <span>{tag === "en" ? english : chinese}</span>;
}
