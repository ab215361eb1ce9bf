// ui/notice.tsx — a bold fact and one sentence what to do. A red frame and a number for refusals only.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Sentence } from "../i18n/zh.ts";
import { useWords } from "./words.ts";

export interface NoticeProps {
    readonly sentence: Sentence;
    /** The number of PROTOCOL §13. */
    readonly refusal?: number | undefined;
    /** Takes the focus when it appears: for what answers an act. */
    readonly focused?: boolean;
}

export function Notice({ sentence, refusal, focused = false }: NoticeProps): JSX.Element {
    const words = useWords();
    const element = useRef<HTMLDivElement>(null);
    useLayoutEffect(() => {
        if (focused) element.current?.focus();
    }, [focused, sentence.what]);
    return (
        <div
            class={refusal === undefined ? "notice" : "notice notice-refusal"}
            role={refusal === undefined ? "status" : "alert"}
            tabIndex={-1}
            ref={element}
        >
            <p class="notice-fact">
                {sentence.what}
                {refusal === undefined ? null : (
                    <span class="notice-number">{words.common.code(refusal)}</span>
                )}
            </p>
            <p>{sentence.todo}</p>
        </div>
    );
}
