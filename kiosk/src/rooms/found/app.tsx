// rooms/found/app.tsx — before there is a congress: its name, its purpose, how it is reached; then the setup code.
import type { JSX } from "preact";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { Notice } from "../../ui/notice.tsx";
import { catalogues, Words } from "../../ui/words.ts";
import { DonePage } from "./done_page.tsx";
import { FormPage } from "./form_page.tsx";
import type { Founded, Offer, Refused, Wanted } from "./founding.ts";
import { useFoundWords } from "./words.ts";

/** Where the page is; of a form, whether it was sent, and what came of that. */
export type Stage =
    | { readonly is: "opening" | "foreign" | "gone" }
    | {
          readonly is: "form";
          readonly offer: Offer;
          readonly busy: boolean;
          readonly refused: Refused | null;
      }
    | { readonly is: "done"; readonly founded: Founded };

export interface FoundProps extends Pick<FrameProps, "settings" | "onSettings"> {
    readonly stage: Stage;
    readonly onFound: (wanted: Wanted) => void;
}

export function FoundApp(props: FoundProps): JSX.Element {
    return (
        <Words.Provider value={catalogues[props.settings.language]}>
            <Found {...props} />
        </Words.Provider>
    );
}

function Found({ stage, onFound, ...settings }: FoundProps): JSX.Element {
    const words = useFoundWords();
    const said = words.found;
    if (stage.is === "form") return <FormPage {...stage} {...settings} onFound={onFound} />;
    if (stage.is === "done") return <DonePage founded={stage.founded} {...settings} />;
    return (
        <Frame
            {...settings}
            institution={words.name}
            title={said.title}
            rehearsal={false}
            page={stage.is === "opening" ? "" : stage.is}
        >
            {stage.is === "opening" ? (
                <p role="status">{said.opening}</p>
            ) : (
                <Notice sentence={said[stage.is]} />
            )}
        </Frame>
    );
}
