// ui/settle.ts — a page that has just come takes no press: the second of two quick ones, or a key still held, was meant
// for the page before, whose button stood in the same place. The style sheet sees to pointers (frame.css).
const settleMs = 500;

function swallow(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") event.preventDefault();
}

/** From now on; ends by itself, or when what it returns is called. */
export function settle(): () => void {
    const root = document.documentElement;
    const end = (): void => {
        clearTimeout(timer);
        root.removeEventListener("keydown", swallow, true);
        delete root.dataset["settling"];
    };
    const timer = setTimeout(end, settleMs);
    root.addEventListener("keydown", swallow, true);
    root.dataset["settling"] = "";
    return end;
}
