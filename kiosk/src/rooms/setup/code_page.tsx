// rooms/setup/code_page.tsx — the first page: which congress this is, and the code of those who set it up.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { encodeHex } from "../../basics/encoding.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { PageProps } from "./page.ts";
import { Facts, Field, Refused } from "./parts.tsx";
import { useSetupWords } from "./words.ts";

export function CodePage({ state, acts }: PageProps): JSX.Element {
    const { setup: words } = useSetupWords();
    const { congress, setup, said, working } = state;
    const [code, setCode] = useState("");
    const wrong = said?.is === "refused" && said.of === "code" && said.code === "not_permitted";
    const ready = code.trim() !== "";
    const go = (): void => {
        if (ready && working === null) void acts.enter(code.trim());
    };
    return (
        <>
            <p>{words.code.explain}</p>
            {congress === null ? (
                <p role="status">{words.needCongress}</p>
            ) : (
                <Facts
                    rows={[
                        [words.code.congress, congress.name],
                        [
                            words.code.log,
                            <>
                                <Code groups={fingerprintGroups(congress.id)} small />
                                <span class="setup-hex">{encodeHex(congress.id)}</span>
                            </>,
                        ],
                    ]}
                />
            )}
            {congress?.sample === true ? <p class="strong">{words.code.sample}</p> : null}
            {wrong ? (
                <Notice sentence={words.code.wrong} refusal={25} focused />
            ) : (
                <Refused state={state} of={["code"]} />
            )}
            {setup === null ? (
                <div class="setup-line">
                    <Field
                        type="password"
                        label={words.code.label}
                        value={code}
                        onChange={setCode}
                        onEnter={go}
                    />
                    <Button
                        busy={working === "code"}
                        unavailable={ready ? undefined : words.needCode}
                        onPress={go}
                    >
                        {working === "code" ? words.code.working : words.code.go}
                    </Button>
                </div>
            ) : (
                <p class="strong" role="status">
                    {words.code.given}
                </p>
            )}
            {setup === null ? (
                <LinkButton
                    onPress={() => {
                        acts.change({ step: "people" });
                    }}
                >
                    {words.code.only}
                </LinkButton>
            ) : null}
        </>
    );
}
