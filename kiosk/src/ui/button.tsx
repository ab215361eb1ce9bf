// ui/button.tsx — one line, verb first. A button that is not available says why, and can still be reached.
import type { ComponentChildren, JSX } from "preact";

export interface ButtonProps {
    readonly kind?: "forward" | "equal" | "secondary" | "tool";
    readonly onPress: () => void;
    readonly children: ComponentChildren;
    /** Inside the button, where the act is final. */
    readonly explain?: string;
    /** Why it cannot be pressed now; shown by the page beside it. */
    readonly unavailable?: string | undefined;
    /** At work: what happens is the label. */
    readonly busy?: boolean;
}

export function Button(props: ButtonProps): JSX.Element {
    const { kind = "secondary", onPress, children, explain, unavailable, busy = false } = props;
    const still = unavailable !== undefined || busy;
    return (
        <button
            type="button"
            class={`button button-${kind}`}
            aria-disabled={unavailable !== undefined}
            aria-busy={busy}
            onClick={() => {
                if (!still) onPress();
            }}
        >
            {children}
            {explain === undefined ? null : <span class="button-explain">{explain}</span>}
            {unavailable === undefined ? null : <span class="hidden-words">{unavailable}</span>}
        </button>
    );
}

/** One of equal ways, as the marks are: the chosen one is filled. */
export function Toggle(props: {
    readonly pressed: boolean;
    readonly onPress: () => void;
    readonly children: ComponentChildren;
}): JSX.Element {
    return (
        <button type="button" class="option" aria-pressed={props.pressed} onClick={props.onPress}>
            {props.children}
        </button>
    );
}

export function LinkButton(props: {
    readonly onPress: () => void;
    readonly children: ComponentChildren;
    readonly pressed?: boolean;
    readonly expanded?: boolean;
    readonly label?: string;
}): JSX.Element {
    return (
        <button
            type="button"
            class="link"
            onClick={props.onPress}
            {...(props.pressed === undefined ? {} : { "aria-pressed": props.pressed })}
            {...(props.expanded === undefined ? {} : { "aria-expanded": props.expanded })}
            {...(props.label === undefined ? {} : { "aria-label": props.label })}
        >
            <span>{props.children}</span>
        </button>
    );
}
