// server/log/asker.cpp — who signed a query          PROTOCOL.md §16
#include "server/log/asker.hpp"

namespace piaojue::log {
namespace {

// Minutes from one to the other, whichever is later.
std::uint32_t apart(std::uint32_t a, std::uint32_t b) {
    return a > b ? a - b : b - a;
}

}  // namespace

Result<Person> asker(const View& view, ByteView query_bytes, const Clock& clock) {
    const Query query = PJ_TRY(decode_query(query_bytes));
    if (query.congress != view.state.congress_id())
        return fail(Errc::not_permitted, "of another congress");
    const Person* const person =
        view.state.enrolment() ? view.state.enrolment()->person(query.person) : nullptr;
    if (person == nullptr) return fail(Errc::not_permitted, "nobody of this number is enrolled");
    PJ_TRY(check_query(person->statement_key, query));
    if (apart(query.minute, clock.now_minutes()) > limit::query_minutes)
        return fail(Errc::not_permitted, "the query's minute is far from the server's clock");
    return *person;
}

Result<Person> asking_official(const View& view, ByteView query, const Clock& clock) {
    Person person = PJ_TRY(asker(view, query, clock));
    if (person.role != Role::official) return fail(Errc::not_permitted, "for officials alone");
    return person;
}

}  // namespace piaojue::log
