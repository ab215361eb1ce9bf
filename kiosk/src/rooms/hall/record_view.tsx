// rooms/hall/record_view.tsx — figures, fingerprints and the way to the public page, after the announcement.
import type { JSX } from "preact";
import { paperOf } from "../../flow/figures.ts";
import { usePaperVotesWords } from "../../ui/paper_votes_words.ts";
import { Qr } from "../../ui/qr.tsx";
import { Pager } from "./pager.tsx";
import { Digits, Figures } from "./parts.tsx";
import type { ResultProps } from "./result.tsx";
import { useHallWords } from "./words.ts";

export function RecordView(props: ResultProps & { readonly site: string | null }): JSX.Element {
    const { result, vote, sentence, recordHash, site } = props;
    const { hall } = useHallWords();
    const say = usePaperVotesWords();
    const paper = paperOf(result);
    return (
        <div class="record">
            <Pager>
                {sentence === "" ? null : <p class="outcome">{sentence}</p>}
                <Figures
                    values={[
                        [hall.due, result.due],
                        [hall.present, result.present],
                    ]}
                />
                <Figures
                    values={[
                        [hall.issued, result.issued],
                        [hall.returned, result.returned],
                        [hall.valid, result.valid],
                    ]}
                />
                {paper === null ? null : (
                    <Figures
                        values={[
                            [say.cast, result.cast],
                            [say.returned, paper.returned],
                        ]}
                    />
                )}
                <Digits label={hall.fingerprint} hash={vote.manifest.hash} />
                {recordHash === null ? null : (
                    <Digits label={hall.recordFingerprint} hash={recordHash} />
                )}
            </Pager>
            {site === null ? null : (
                <div class="record-public">
                    <Qr text={site} label={`${hall.public} ${site}`} />
                    <p>
                        <b>{hall.public}</b>
                    </p>
                    <p class="label">{hall.publicTodo}</p>
                </div>
            )}
        </div>
    );
}
