// ui/second_name.tsx — a name in the second language of a congress, under the first and smaller. No entry says which
// language it is, so it is shown whatever language the page speaks, and marked as of none.
import type { JSX } from "preact";

export function Name2({ name2 }: { name2: string | undefined }): JSX.Element | null {
    if (name2 === undefined || name2 === "") return null;
    return (
        <span class="name2" lang="">
            {name2}
        </span>
    );
}
