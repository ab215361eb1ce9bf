// ui/frame.tsx — the frame of a page on an own device: masthead, tools, content, a foot that stays in sight.
import type { ComponentChildren, JSX } from "preact";
import { Button } from "./button.tsx";
import { Masthead, Tools, type MastheadProps, type ToolsProps } from "./masthead.tsx";
import { settle } from "./settle.ts";

/** The one act by which a page is left forwards. */
export interface Forward {
    readonly label: string;
    readonly onPress: () => void;
    readonly busy?: boolean;
    readonly unavailable?: string | undefined;
}

export interface FrameProps extends MastheadProps, Pick<ToolsProps, "settings" | "onSettings"> {
    /** In the line of the tools: the rule of the vote, or where one is. */
    readonly line?: ComponentChildren;
    readonly tools?: ComponentChildren;
    readonly children?: ComponentChildren;
    readonly foot?: ComponentChildren;
    readonly forward?: Forward | undefined;
}

export function Frame(props: FrameProps): JSX.Element {
    const { settings, onSettings, line, tools, children, foot, forward } = props;
    return (
        <>
            <Masthead {...props} onPage={settle} />
            <Tools settings={settings} onSettings={onSettings} more={tools}>
                {line}
            </Tools>
            <main class="page">{children}</main>
            {foot === undefined && forward === undefined ? null : (
                <footer class="foot">
                    {foot}
                    {forward === undefined ? null : (
                        <Button kind="forward" {...forward}>
                            {forward.label}
                        </Button>
                    )}
                </footer>
            )}
        </>
    );
}
