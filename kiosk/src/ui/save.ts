// ui/save.ts — a file of the person's own device: nothing leaves it.

export function saveFile(name: string, content: BlobPart, type: string): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    // The browser has it by then.
    setTimeout(() => {
        URL.revokeObjectURL(link.href);
    }, 60_000);
}
