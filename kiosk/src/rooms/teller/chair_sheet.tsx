// rooms/teller/chair_sheet.tsx — one page for the chair, from the result that this console has recomputed. It is printed,
// and on the screen not drawn.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { groups } from "../../basics/encoding.ts";
import { Button } from "../../ui/button.tsx";
import { announcementOf, shortFingerprint, sizeFor } from "./announcement.ts";
import type { Board, Counted } from "./board.ts";
import { Heading } from "./parts.tsx";
import { useTellerWords } from "./words.ts";
import "./sheet.css";

interface ChairProps {
    readonly board: Board;
    readonly counted: Counted;
}

/** On the way to the printer: how often it was asked for. */
export interface ChairPrinter {
    readonly asked: number;
    readonly onPrint: () => void;
}

export function useChairPrinter(): ChairPrinter {
    const [asked, ask] = useState(0);
    useEffect(() => {
        if (asked > 0) print();
    }, [asked]);
    return {
        asked,
        onPrint: () => {
            ask((before) => before + 1);
        },
    };
}

export function ChairPart({ onPrint }: Pick<ChairPrinter, "onPrint">): JSX.Element {
    const { chair } = useTellerWords().teller;
    return (
        <>
            <Heading>{chair.title}</Heading>
            <p class="say">{chair.explain}</p>
            <div class="desk-acts">
                <Button kind="secondary" onPress={onPrint}>
                    {chair.go}
                </Button>
            </div>
        </>
    );
}

export function ChairSheet({ board, counted }: ChairProps): JSX.Element {
    const words = useTellerWords();
    const { chair } = words.teller;
    const { log, round } = board;
    const said = announcementOf(words, counted);
    return (
        <div class="sheet sheet-chair">
            <article class={`chair chair-${sizeFor(said.chosen)}`}>
                {log?.sample === true ? (
                    <p class="chair-across" aria-hidden="true">
                        {words.teller.paper.piece.sample}
                    </p>
                ) : null}
                <p class="piece-institution">
                    <span>{log?.congress}</span>
                    {log === null || log.congress2 === "" ? null : (
                        <span class="piece-second">{log.congress2}</span>
                    )}
                </p>
                <h1 class="chair-title">{chair.title}</h1>
                <p class="chair-matter">
                    {round?.title}
                    {round === null || round.title2 === "" ? null : (
                        <span class="chair-second">{round.title2}</span>
                    )}
                </p>
                <p>{chair.opening}</p>
                <p>{said.figures}</p>
                <p>{said.standing}</p>
                <p>{said.list}</p>
                <ol class="chair-list">
                    {said.chosen.map(({ no, name, name2, approve }) => (
                        <li key={no}>
                            <b>{chair.no(no)}</b>
                            <span>
                                {name}
                                {name2 === "" ? null : <span class="chair-second">{name2}</span>}
                            </span>
                            {said.withVotes ? <span>{chair.votes(approve)}</span> : null}
                        </li>
                    ))}
                </ol>
                <p>{said.next}</p>
                <p>{chair.closing}</p>
                <p class="chair-foot">
                    {chair.fingerprint} <b>{groups(shortFingerprint(counted.hash), 4).join(" ")}</b>
                    <span>{chair.foot}</span>
                </p>
            </article>
        </div>
    );
}
