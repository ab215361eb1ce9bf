// flow/answers.ts — what an effect says when it was not answered, or not as it should be.
import type { Reply } from "../api/reply.ts";
import type { Refused } from "../basics/result.ts";
import type { Asked, Event } from "./state.ts";

export function refusedBy(asked: Asked, { error }: Refused): Event {
    return { on: "refused", asked, code: error.code };
}

export function notAnswered(asked: Asked, reply: Exclude<Reply<unknown>, { is: "answer" }>): Event {
    return reply.is === "unreachable"
        ? { on: "unreachable", asked }
        : { on: "refused", asked, code: reply.refusal.code };
}
