// rooms/official/bundles.tsx — what is taken away from a published vote: each form for whoever prints or edits it, the record, the
// site for everybody, the archive for the house.
import { Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import {
    bundles,
    fileFormats,
    fileNameOf,
    formNames,
    type FormName,
    type Taken,
} from "../../api/bundle_client.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save.ts";
import type { DeskActs } from "./app.tsx";
import type { DeskState } from "./desk.ts";
import { useSideWords } from "./side_act.tsx";

interface Taking {
    /** By the name of its file; null: nothing is being made. */
    readonly making: string | null;
    readonly saved: string | null;
    /** Why nothing can be taken now. */
    readonly why: string | undefined;
    readonly take: (taken: Taken) => void;
}

export function Bundles({ state, acts }: { state: DeskState; acts: DeskActs }): JSX.Element {
    const { official, sides } = useSideWords();
    const words = sides.bundles;
    const [making, setMaking] = useState<string | null>(null);
    const [saved, setSaved] = useState<string | null>(null);
    const locked = state.keys.official === null ? official.unavailable.unlock : undefined;
    const take = async (taken: Taken): Promise<void> => {
        const name = fileNameOf(taken);
        setMaking(name);
        setSaved(null);
        const file = await acts.take(taken);
        setMaking(null);
        if (file === null) return;
        saveFile(name, file, "application/octet-stream");
        setSaved(name);
    };
    const taking: Taking = {
        making,
        saved,
        why: making === null ? locked : words.making,
        take: (taken) => void take(taken),
    };
    return (
        <section class="act" aria-labelledby="bundles">
            <h2 id="bundles">{words.title}</h2>
            <p>{words.forms}</p>
            <div class="takes">
                {formNames.map((form) => (
                    <TakeForm key={form} {...{ form, taking }} />
                ))}
                <div class="take-row">
                    <b>{words.record}</b>
                    <span class="take-files">
                        <a href="/api/v1/record" download="record.piaojue">
                            record.piaojue
                        </a>
                    </span>
                </div>
            </div>
            {bundles.map((bundle) => (
                <Fragment key={bundle}>
                    <p>{words.what[bundle]}</p>
                    <Button
                        onPress={() => {
                            taking.take({ is: bundle });
                        }}
                        unavailable={taking.why}
                        busy={making === fileNameOf({ is: bundle })}
                    >
                        {making === fileNameOf({ is: bundle }) ? words.making : words.take[bundle]}
                    </Button>
                </Fragment>
            ))}
            <p role="status">{saved === null ? (taking.why ?? "") : words.saved(saved)}</p>
        </section>
    );
}

function TakeForm({ form, taking }: { form: FormName; taking: Taking }): JSX.Element {
    const words = useSideWords().sides.bundles;
    return (
        <div class="take-row" role="group" aria-label={words.form[form]}>
            <b>{words.form[form]}</b>
            <span class="take-files">
                {fileFormats.map((format) => {
                    const taken: Taken = { is: "form", form, format };
                    return (
                        <Button
                            key={format}
                            kind="tool"
                            unavailable={taking.why}
                            busy={taking.making === fileNameOf(taken)}
                            onPress={() => {
                                taking.take(taken);
                            }}
                        >
                            {format.toUpperCase()}
                        </Button>
                    );
                })}
            </span>
        </div>
    );
}
