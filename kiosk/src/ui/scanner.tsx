// ui/scanner.tsx — a button that opens the camera, and what the camera sees. Typing stays possible beside it.
import { createContext, type JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import type { CameraTrouble } from "./scan/camera.ts";
import { browserEyes, scan, type Eyes } from "./scan/scan.ts";
import { useWords } from "./words.ts";

export const EyesOfPage = createContext<Eyes>(browserEyes);

export interface ScannerProps {
    readonly label: string;
    /** Null when the text was taken; otherwise what is wrong with it, and the camera looks on. */
    readonly onText: (text: string) => string | null;
    readonly kind?: "secondary" | "forward";
}

export function Scanner({ label, onText, kind = "secondary" }: ScannerProps): JSX.Element {
    const words = useWords();
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
            {open ? (
                <Look
                    label={label}
                    onText={onText}
                    onEnd={(end) => {
                        setTrouble(end);
                        setOpen(false);
                    }}
                />
            ) : (
                <Button
                    kind={kind}
                    onPress={() => {
                        setTrouble(null);
                        setOpen(true);
                    }}
                >
                    {label}
                </Button>
            )}
            {trouble === null ? null : <Notice sentence={words.scan[trouble]} focused />}
        </div>
    );
}

interface LookProps extends Pick<ScannerProps, "label" | "onText"> {
    /** With what is wrong with the camera, if anything. */
    readonly onEnd: (trouble: CameraTrouble | null) => void;
}

function Look({ label, onText, onEnd }: LookProps): JSX.Element {
    const words = useWords();
    const eyes = useContext(EyesOfPage);
    const screen = useRef<HTMLVideoElement>(null);
    const region = useRef<HTMLElement>(null);
    const [said, say] = useState(words.scan.looking);
    const latest = useRef(onText);
    latest.current = onText;
    useEffect(() => {
        region.current?.querySelector("button")?.focus();
        const leaving = new AbortController();
        const onKey = ({ key }: KeyboardEvent): void => {
            if (key === "Escape") onEnd(null);
        };
        const onHidden = (): void => {
            if (document.hidden) onEnd(null);
        };
        document.addEventListener("keydown", onKey);
        document.addEventListener("visibilitychange", onHidden);
        const take = (text: string): boolean => {
            const wrong = latest.current(text);
            if (wrong !== null) say(wrong);
            return wrong === null;
        };
        if (screen.current !== null) {
            void scan(eyes, screen.current, leaving.signal, take).then((end) => {
                if (end !== "left" && !leaving.signal.aborted) onEnd(end === "found" ? null : end);
            });
        }
        return () => {
            document.removeEventListener("keydown", onKey);
            document.removeEventListener("visibilitychange", onHidden);
            leaving.abort();
        };
        // One look from opening to closing: what the page draws meanwhile does not begin another.
    }, []);
    return (
        <section class="stack" aria-label={label} ref={region}>
            <video class="scan-screen" playsInline muted ref={screen} aria-hidden="true" />
            <p role="status" class="say">
                {said}
            </p>
            <Button
                onPress={() => {
                    onEnd(null);
                }}
            >
                {words.scan.close}
            </Button>
        </section>
    );
}
