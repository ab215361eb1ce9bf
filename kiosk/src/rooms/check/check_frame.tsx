// rooms/check/check_frame.tsx — the frame of every page of a check.
import type { JSX } from "preact";
import type { Vote } from "../../flow/vote.ts";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Frame, type FrameProps } from "../../ui/frame.tsx";
import { useWords } from "../../ui/words.ts";

export interface FrameOfCheck extends Pick<FrameProps, "settings" | "onSettings"> {
    /** Null before a manifest, and from the close until the announcement. */
    readonly vote: Vote | null;
    /** A rehearsal. */
    readonly sample: boolean;
}

export function CheckFrame(
    props: FrameOfCheck & Pick<FrameProps, "title" | "page" | "children" | "forward">,
): JSX.Element {
    const words = useWords();
    const { vote } = props;
    return (
        <Frame
            {...props}
            institution={vote?.congress.name ?? words.name}
            institution2={vote?.congress.name2}
            matter={vote?.manifest.title}
            matter2={vote?.manifest.title2}
            rehearsal={props.sample}
        />
    );
}

/** A server could give the second device another manifest than the first one has. */
export function CheckedManifest({ vote }: Pick<FrameOfCheck, "vote">): JSX.Element | null {
    return vote === null ? null : <Fingerprint hash={vote.manifest.hash} />;
}
