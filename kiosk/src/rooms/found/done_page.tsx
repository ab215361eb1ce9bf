// rooms/found/done_page.tsx — the congress is there: what is written down, and where to go on.
import type { JSX } from "preact";
import { groups } from "../../basics/encoding.ts";
import { Code } from "../../ui/code.tsx";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Founded } from "./founding.ts";
import { useFoundWords } from "./words.ts";

export interface DoneProps extends Pick<FrameProps, "settings" | "onSettings"> {
    readonly founded: Founded;
}

export function DonePage({ founded, ...settings }: DoneProps): JSX.Element {
    const words = useFoundWords();
    const said = words.found;
    return (
        <Frame
            {...settings}
            institution={words.name}
            title={said.titleDone}
            rehearsal={founded.sample}
            page="done"
        >
            <section class="stack">
                <h2 class="found-heading">{said.code}</h2>
                <div class="found-code">
                    <Code groups={founded.setupCode.split("-")} />
                </div>
                <Notice sentence={said.codeTodo} />
            </section>
            <section class="stack">
                <h2 class="found-heading">{said.authority}</h2>
                <Code groups={groups(founded.authority.toUpperCase(), 4)} small />
                <p class="say">{said.authorityTodo}</p>
            </section>
            <section class="stack">
                <h2 class="found-heading">{said.next}</h2>
                <p>{said.nextTodo}</p>
                <ul>
                    {founded.links.map((link) => (
                        <li key={link}>
                            <a class="found-link" href={link}>
                                {link}
                            </a>
                        </li>
                    ))}
                </ul>
            </section>
        </Frame>
    );
}
