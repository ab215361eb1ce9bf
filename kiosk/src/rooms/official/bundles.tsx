// rooms/official/bundles.tsx — what is taken away from a published vote: the site for everybody, the archive for the house.
import { Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import { bundles, type Bundle } from "../../api/bundle_client.ts";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save.ts";
import type { DeskActs } from "./app.tsx";
import type { DeskState } from "./desk.ts";
import { useSideWords } from "./side_act.tsx";

export function Bundles({ state, acts }: { state: DeskState; acts: DeskActs }): JSX.Element {
    const { official, sides } = useSideWords();
    const words = sides.bundles;
    const [making, setMaking] = useState<Bundle | null>(null);
    const [saved, setSaved] = useState<Bundle | null>(null);
    const locked = state.keys.official === null ? official.unavailable.unlock : undefined;
    const take = async (bundle: Bundle): Promise<void> => {
        setMaking(bundle);
        setSaved(null);
        const file = await acts.bundle(bundle);
        setMaking(null);
        if (file === null) return;
        saveFile(`piaojue-${bundle}.zip`, file, "application/zip");
        setSaved(bundle);
    };
    return (
        <section class="act" aria-labelledby="bundles">
            <h2 id="bundles">{words.title}</h2>
            {bundles.map((bundle) => (
                <Fragment key={bundle}>
                    <p>{words.what[bundle]}</p>
                    <Button
                        onPress={() => void take(bundle)}
                        unavailable={making === null ? locked : words.making}
                        busy={making === bundle}
                    >
                        {making === bundle ? words.making : words.take[bundle]}
                    </Button>
                </Fragment>
            ))}
            <p role="status">
                {saved === null ? (locked ?? "") : words.saved(`piaojue-${saved}.zip`)}
            </p>
        </section>
    );
}
