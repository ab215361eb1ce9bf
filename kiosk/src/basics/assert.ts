// basics/assert.ts — for what only a mistake in this program can make false; never for input.

export function assert(condition: boolean, what: string): asserts condition {
    if (!condition) throw new Error(`assertion failed: ${what}`);
}

/** The element that the caller knows to be there. */
export function at<T>(list: ArrayLike<T>, index: number): T {
    const element = list[index];
    assert(element !== undefined, `index ${index} of ${list.length}`);
    return element;
}
