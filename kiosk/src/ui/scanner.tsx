// ui/scanner.tsx — a button that opens the camera. What is seen, and what is wrong with the camera, comes when it is
// wanted; typing stays possible beside it.
import { createContext, type JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { Later, useLater } from "./later.ts";
import type { CameraTrouble } from "./scan/camera.ts";
import type { Eyes } from "./scan/scan.ts";
import { useWords } from "./words.ts";

/** Null: those of the browser. */
export const EyesOfPage = createContext<Eyes | null>(null);

export const cameraPart = new Later(() => import("./scan/look.tsx"));

export interface ScannerProps {
    readonly label: string;
    /** Null when the text was taken; otherwise what is wrong with it, and the camera looks on. */
    readonly onText: (text: string) => string | null;
    /** Looks on when a text was taken: many are shown, one after the other. */
    readonly stays?: boolean;
}

export function Scanner({ label, onText, stays = false }: ScannerProps): JSX.Element {
    const [open, setOpen] = useState(false);
    const [trouble, setTrouble] = useState<CameraTrouble | null>(null);
    const place = useRef<HTMLDivElement>(null);
    const wasOpen = useRef(false);
    useLayoutEffect(() => {
        if (wasOpen.current && !open && trouble === null) {
            place.current?.querySelector("button")?.focus();
        }
        wasOpen.current = open;
    }, [open, trouble]);
    return (
        <div class="stack" ref={place}>
            {open ? null : (
                <Button
                    onPress={() => {
                        setTrouble(null);
                        setOpen(true);
                    }}
                >
                    {label}
                </Button>
            )}
            {open || trouble !== null ? (
                <Camera
                    {...{ label, onText, stays, trouble }}
                    onEnd={(end) => {
                        setTrouble(end);
                        setOpen(false);
                    }}
                />
            ) : null}
        </div>
    );
}

export interface CameraProps extends ScannerProps {
    /** Why it saw nothing the last time; null while it is to look. */
    readonly trouble: CameraTrouble | null;
    /** With what is wrong with the camera, if anything. */
    readonly onEnd: (trouble: CameraTrouble | null) => void;
}

function Camera(props: CameraProps): JSX.Element {
    const words = useWords();
    const part = useLater(cameraPart);
    if (part === null) return <p role="status">{words.common.loading}</p>;
    return props.trouble === null ? (
        <part.Look {...props} />
    ) : (
        <part.CameraNotice trouble={props.trouble} />
    );
}
