// rooms/setup/draft_page.tsx — the round, composed by the server, read by this page and compared; posted; then sealed by two.
import type { JSX } from "preact";
import { encodeBase64, encodeHex } from "../../basics/encoding.ts";
import type { VoteManifest } from "../../ballot/manifest.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProjectList } from "../../ui/project_list.tsx";
import { isUsedBefore, slipsOf } from "./attached.ts";
import { checkNames, type ReadDraft } from "./checks.ts";
import { methodRows } from "./method_words.ts";
import type { PageProps } from "./page.ts";
import { Choice, Facts, Field, FileField, Refused, Row } from "./parts.tsx";
import { isFurther, roundNow } from "./round.ts";
import { isStale, notCompared, whyClosed } from "./steps.ts";
import { useSetupWords } from "./words.ts";

export function DraftPage(props: PageProps): JSX.Element {
    const { draft: words } = useSetupWords().setup;
    const { state } = props;
    const { composed, manifest, view } = state;
    const there = manifest !== null && composed === null && view?.phase !== "setup";
    const posted = there && view?.phase === "drafted";
    const may = whyClosed(state) === null;
    const stale = isStale(state);
    const uncompared = notCompared(state);
    return (
        <>
            <p>{words.explain}</p>
            {stale ? <Notice sentence={words.stale} /> : null}
            {posted && !stale ? (
                <>
                    <Notice sentence={words.posted} focused={state.said?.is === "done"} />
                    <OfficialLink />
                </>
            ) : null}
            {there ? (
                <section class="setup-block" aria-labelledby="now">
                    <h2 id="now">{words.now}</h2>
                    <ManifestView manifest={manifest} />
                </section>
            ) : null}
            {posted && !stale && uncompared !== null ? (
                <Notice sentence={words.notCompared[uncompared]} />
            ) : null}
            {posted && !stale ? <p class="say">{words.again}</p> : null}
            {may ? <DraftForm {...props} posted={posted && !stale} /> : null}
            {composed === null || !may ? null : <Composed {...props} composed={composed} />}
        </>
    );
}

export function OfficialLink(): JSX.Element {
    const { setup } = useSetupWords();
    return (
        <p>
            <a href="/official">{setup.toOfficial}</a>
        </p>
    );
}

const phases = ["split", "joint"] as const;

/** A list is of one round: that of the round before is not offered again. */
function Slips({ state, acts }: PageProps): JSX.Element {
    const { draft: words } = useSetupWords().setup;
    const chosen = slipsOf(state);
    const round = roundNow(state);
    return (
        <>
            <FileField
                label={words.slips}
                now={chosen?.name ?? null}
                onFile={(name, content) => {
                    acts.change({ slips: { name, base64: encodeBase64(content), round } });
                }}
            />
            {chosen === null ? null : (
                <LinkButton
                    onPress={() => {
                        acts.change({ slips: null });
                    }}
                >
                    {words.slipsNone}
                </LinkButton>
            )}
            {chosen === null && round > 1 ? <p class="say">{words.slipsAnew}</p> : null}
        </>
    );
}

function DraftForm(props: PageProps & { readonly posted: boolean }): JSX.Element {
    const words = useSetupWords().setup;
    const { state, acts, posted } = props;
    const { draft, working, projects, method } = state;
    const further = isFurther(state);
    const { missing } = words.draft;
    const why = isUsedBefore(state)
        ? words.draft.slipsUsed
        : further
          ? undefined
          : draft.title.trim() === ""
            ? missing.title
            : projects?.ok !== true
              ? missing.projects
              : method?.ok === true
                ? undefined
                : missing.method;
    const options = phases.map((value) => ({
        value,
        name: words.draft.phase[value],
        say: words.draft.phaseSay[value],
    }));
    return (
        <section class="setup-block" aria-labelledby="form">
            <h2 id="form">{words.draft.form}</h2>
            {further ? null : (
                <Field
                    label={words.draft.title}
                    value={draft.title}
                    onChange={(title) => {
                        acts.change({ title });
                    }}
                />
            )}
            <Choice
                legend={words.draft.phases}
                options={options}
                value={draft.phases}
                onChange={(value) => {
                    acts.change({ phases: value });
                }}
            />
            <Field
                label={words.draft.source}
                value={draft.source}
                onChange={(source) => {
                    acts.change({ source });
                }}
            />
            <Slips {...props} />
            <Refused state={state} of={["compose", "post"]} />
            {why === undefined ? null : <p class="say">{why}</p>}
            <Button
                kind={state.composed === null && !posted ? "forward" : "secondary"}
                busy={working === "compose"}
                unavailable={why}
                onPress={() => void acts.compose()}
            >
                {working === "compose" ? words.draft.composing : words.draft.compose}
            </Button>
        </section>
    );
}

function Composed(props: PageProps & { readonly composed: ReadDraft }): JSX.Element {
    const words = useSetupWords().setup;
    const { state, acts, composed } = props;
    const { held, manifest } = composed;
    const all = checkNames.every((name) => held[name]);
    const { states } = words.preflight;
    return (
        <section class="setup-block" aria-labelledby="composed">
            <h2 id="composed">{words.draft.composed}</h2>
            <ManifestView manifest={manifest} />
            <h3>{words.draft.check}</h3>
            <ul>
                {checkNames.map((name) => (
                    <Row
                        key={name}
                        state={held[name] ? "done" : "wrong"}
                        said={held[name] ? states.held : states.failed}
                        label={words.draft.checks[name]}
                        fact={
                            name === "attachments"
                                ? composed.attachments
                                      .map(
                                          ({ attachment }) =>
                                              words.draft.attachments[attachment.kind],
                                      )
                                      .join(" · ")
                                : null
                        }
                    />
                ))}
            </ul>
            <p>{words.draft.compare}</p>
            {all ? null : <p class="say-wrong">{words.draft.postNot}</p>}
            <Button
                kind="forward"
                busy={state.working === "post"}
                unavailable={all ? undefined : words.draft.postNot}
                onPress={() => void acts.post()}
            >
                {state.working === "post" ? words.draft.posting : words.draft.post}
            </Button>
        </section>
    );
}

function ManifestView({ manifest }: { readonly manifest: VoteManifest }): JSX.Element {
    const words = useSetupWords();
    const { draft } = words.setup;
    const { joint, method } = manifest;
    return (
        <>
            <p class="say">{draft.fingerprint}</p>
            <Code groups={fingerprintGroups(manifest.hash)} />
            <details class="setup-more">
                <summary>{draft.whole}</summary>
                <p class="setup-hex">{encodeHex(manifest.hash).toUpperCase()}</p>
            </details>
            <Facts
                rows={[
                    [draft.title, manifest.title],
                    [draft.round, draft.roundOf(manifest.round)],
                    [draft.due, words.setup.persons(manifest.due)],
                    [draft.joint, draft.jointOf(joint.k, joint.n)],
                    [draft.phases, draft.phase[manifest.phases]],
                    ...methodRows(words, method),
                ]}
            />
            <ProjectList heading={draft.list} projects={manifest.projects} />
        </>
    );
}
