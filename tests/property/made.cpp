#include "tests/property/made.hpp"

#include <algorithm>

namespace piaojue::property {

using testing::value_of;

namespace {

template <class T, class Make>
std::vector<T> drawn_list(std::size_t least, std::size_t most, Make make) {
    std::vector<T> out;
    const auto count = drawn<std::size_t>(least, most);
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(make());
    return out;
}

// Different numbers from 1 on, ascending.
template <class Number, class T>
std::vector<Number> drawn_numbers(std::size_t most, T greatest) {
    std::set<T> numbers;
    const auto count = drawn<std::size_t>(0, most);
    for (std::size_t i = 0; i < count; ++i)
        numbers.insert(drawn<T>(1, greatest));
    std::vector<Number> out;
    for (const T number : numbers)
        out.emplace_back(number);
    return out;
}

}  // namespace

Bytes32 drawn_hash() {
    return drawn_rng().bytes<32>();
}

Bytes64 drawn_signature() {
    return drawn_rng().bytes<64>();
}

VerifyKey drawn_verify_key() {
    SeededRng rng = drawn_rng();
    return SigningKey::generate(rng).verify_key();
}

Point drawn_point() {
    return Point::base_mul(drawn_scalar() + Scalar::one());
}

Scalar drawn_scalar() {
    return Scalar::from_wide(drawn_signature());
}

std::string drawn_text(std::size_t least, std::size_t most) {
    static const std::vector<std::string> characters{"a", " ", "Z", "é", "路", "灯", "～", "🗳"};
    const std::vector<std::string> drawn_characters =
        *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(characters));
    std::string out;
    for (const std::string& character : drawn_characters) {
        if (out.size() + character.size() <= most) out += character;
    }
    while (out.size() < least)
        out += 'x';
    return out;
}

Bytes drawn_bytes(std::size_t most) {
    Bytes out = *rc::gen::arbitrary<Bytes>();
    out.resize(std::min(out.size(), most));
    return out;
}

Bytes spoilt(ByteView bytes) {
    Bytes out{bytes.begin(), bytes.end()};
    const auto at = drawn<std::size_t>(0, out.size() - 1);
    const auto place = out.begin() + static_cast<std::ptrdiff_t>(at);
    switch (drawn<unsigned>(0, 5)) {
    case 0: *place = static_cast<Byte>(*place ^ (1U << drawn<unsigned>(0, 7))); break;
    case 1: *place = static_cast<Byte>(*place ^ drawn<unsigned>(1, 255)); break;
    case 2: out.insert(place, drawn_number<Byte>()); break;
    case 3: out.erase(place); break;
    case 4: out.push_back(0); break;
    default: out.resize(at); break;
    }
    return out;
}

Method drawn_method(std::size_t projects) {
    const auto fraction = [](Base last) {
        const auto b = drawn<std::uint8_t>(1, 255);
        return FractionRule{drawn<std::uint8_t>(1, b), b, drawn_enum(Base::all, last),
                            drawn<unsigned>(0, 1) == 1};
    };
    const auto maybe = [&fraction](Base last) {
        return drawn<unsigned>(0, 1) == 1 ? std::optional{fraction(last)} : std::nullopt;
    };
    Method out;
    out.style = drawn_enum(Style::choose_up_to, Style::three_way_capped);
    out.body = drawn_enum(Body::plenary, Body::residents);
    out.places = drawn<std::uint8_t>(1, 255);
    out.hi = drawn<std::uint8_t>(1, limit::approvals);
    if (out.style == Style::choose_exactly || out.style == Style::three_way) {
        out.hi = static_cast<std::uint8_t>(
            out.style == Style::three_way ? projects : drawn<std::size_t>(1, projects));
    }
    out.lo = out.style == Style::choose_up_to     ? std::uint8_t{1}
             : out.style == Style::choose_exactly ? out.hi
                                                  : std::uint8_t{0};
    out.blank = drawn_enum(BlankRule::abstain, BlankRule::void_ballot);
    out.quorum = fraction(Base::all);
    out.participation = maybe(Base::all);
    out.threshold = maybe(Base::valid);
    out.tie = drawn_enum(TieRule::runoff, TieRule::exclude);
    out.shortfall = drawn_enum(ShortfallRule::presidium, ShortfallRule::fill_by_rank);
    out.order = drawn_enum(ListOrder::votes, ListOrder::candidate);
    out.notice = drawn_enum(Notice::names, Notice::names_and_votes);
    return out;
}

ManifestFields drawn_manifest() {
    const auto projects = drawn<std::size_t>(1, 12);
    ManifestFields out = testing::sample_fields(projects);
    out.congress_id = CongressId{drawn_hash()};
    out.enrolment_hash = EnrolmentHash{drawn_hash()};
    out.due = drawn<std::uint32_t>(1, limit::deputies);
    if (drawn<unsigned>(0, 1) == 1) {
        out.round = drawn<std::uint8_t>(2, 255);
        out.kind = drawn_enum(RoundKind::tie, RoundKind::too_few);
        out.parent = ResultHash{drawn_hash()};
    }
    out.sample = drawn<unsigned>(0, 1) == 1;
    out.title = drawn_text(1, limit::title);
    out.title2 = drawn_text(0, limit::title);
    out.phases = drawn_enum(Phases::split, Phases::joint);
    out.min_group = drawn<std::uint16_t>(1, 0xFFFF);
    out.box_key = drawn_verify_key().bytes();
    out.verification_shares = drawn_list<Point>(2, limit::tellers, drawn_point);
    out.threshold = drawn<std::uint8_t>(2, out.tellers());
    out.joint_key = drawn_point();
    out.method = drawn_method(projects);
    for (Project& project : out.projects) {
        project.no = ProjectNumber{static_cast<std::uint16_t>(0xFFFF - project.no.value())};
        project.name = drawn_text(1, limit::project_name);
        project.name2 = drawn_text(0, limit::project_name);
        project.ref = drawn_text(0, limit::project_ref);
    }
    out.attachments = drawn_list<AttachmentHash>(0, limit::attachments,
                                                 [] { return AttachmentHash{drawn_hash()}; });
    return out;
}

Congress drawn_congress() {
    return {drawn<unsigned>(0, 1) == 1, drawn_hash(), drawn_verify_key(),
            drawn_text(1, limit::title), drawn_text(0, limit::title)};
}

Enrolment drawn_enrolment() {
    const auto person = [] {
        Person out{drawn_enum(Role::official, Role::teller),
                   drawn_text(1, limit::person_name),
                   drawn_verify_key(),
                   drawn_hash(),
                   drawn_signature(),
                   std::nullopt};
        if (out.role == Role::teller)
            out.teller = TellerKeys{drawn_point(), drawn_verify_key(), drawn_signature()};
        return out;
    };
    return {CongressId{drawn_hash()}, drawn_list<Person>(1, 20, person)};
}

Ceremony drawn_ceremony() {
    Ceremony out;
    out.enrolment = EnrolmentHash{drawn_hash()};
    out.commits = drawn_list<CeremonyCommit>(2, limit::tellers, [] {
        return CeremonyCommit{drawn_hash(), drawn_signature()};
    });
    out.threshold = drawn<std::uint8_t>(2, out.tellers());
    out.transcript = drawn_bytes(1000);
    for (std::size_t i = 0; i < out.commits.size(); ++i)
        out.certificate.push_back(drawn_signature());
    return out;
}

Roll drawn_roll() {
    return {CongressId{drawn_hash()}, RollId{drawn_hash()},
            drawn_list<VerifyKey>(1, 30, drawn_verify_key)};
}

namespace {

// Ascending, none twice.
std::vector<SlipHash> drawn_slips() {
    auto out = drawn_list<SlipHash>(1, 20, [] { return SlipHash{drawn_hash()}; });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

Attachment drawn_attachment() {
    const AttachmentKind kind = drawn_enum(AttachmentKind::method, AttachmentKind::slips);
    Bytes content = kind == AttachmentKind::slips ? SlipList::create(drawn_slips())->encode()
                                                  : drawn_bytes(500);
    return {CongressId{drawn_hash()}, kind, drawn_text(1, limit::media_type), std::move(content)};
}

Statement drawn_statement() {
    const std::uint8_t code = static_cast<std::uint8_t>(*rc::gen::suchThat(
        rc::gen::inRange(int{act_first}, act_last + 1),
        [](int one) { return find_act_rule(static_cast<std::uint8_t>(one)) != nullptr; }));
    const Act act{code};
    const ActRule& rule = act_rule(act);
    const auto body = [&rule]() -> StatementBody {
        switch (rule.body) {
        case BodyKind::empty: return {};
        case BodyKind::deputies:
            return DeputiesBody{drawn_numbers<DeputyNumber, std::uint32_t>(50, 0xFFFFFFFF)};
        case BodyKind::card:
            return CardBody{DeputyNumber{drawn_number<std::uint32_t>()}, drawn_verify_key(),
                            drawn_text(0, limit::statement_reason)};
        case BodyKind::reason: return ReasonBody{drawn_text(1, limit::statement_reason)};
        case BodyKind::log_position:
            return LogPositionBody{drawn_number<std::uint64_t>(), drawn_hash()};
        case BodyKind::absent_tellers:
            return AbsentBody{drawn_numbers<TellerNumber, std::uint8_t>(40, 255)};
        case BodyKind::result: return ResultBody{ResultHash{drawn_hash()}};
        case BodyKind::next_round:
            return NextRoundBody{ResultHash{drawn_hash()},
                                 drawn_enum(RoundKind::tie, RoundKind::too_few)};
        case BodyKind::slips: return SlipsBody{drawn_slips()};
        case BodyKind::paper:
            return PaperBody{*rc::gen::inRange<std::uint32_t>(0, limit::sheets + 1),
                             *rc::gen::inRange<std::uint16_t>(0, limit::paper_batches + 1),
                             PaperHash{drawn_hash()}};
        case BodyKind::used_slips:
            return UsedSlipsBody{*rc::gen::inRange<std::uint32_t>(0, limit::slips + 1)};
        }
        PJ_UNREACHABLE("a body of no kind");
    };
    return {
        act,
        drawn_hash(),
        drawn_number<std::uint32_t>(),
        drawn_number<std::uint32_t>(),
        body(),
        drawn_list<StatementSigner>(1, signer_count(rule.signed_by), [] {
            return StatementSigner{PersonNumber{drawn_number<std::uint16_t>()}, drawn_signature()};
        })};
}

Issuance drawn_issuance() {
    std::optional<Bytes32> blinded;
    const auto kind = drawn_enum(IssuanceKind::blind, IssuanceKind::sheet);
    if (kind == IssuanceKind::blind) blinded = drawn_hash();
    return {ManifestHash{drawn_hash()}, DeputyNumber{drawn_number<std::uint32_t>()}, blinded,
            drawn_signature(), kind == IssuanceKind::sheet};
}

Opened drawn_opened() {
    return {ManifestHash{drawn_hash()}, BallotId{drawn_hash()}, drawn_number<std::uint16_t>(),
            drawn_enum(CheckVerdict::agrees, CheckVerdict::not_opened)};
}

namespace {

BoxCounts drawn_box_counts() {
    return {drawn_number<std::uint32_t>(), drawn_number<std::uint32_t>(),
            drawn_number<std::uint32_t>(), drawn_number<std::uint32_t>()};
}

}  // namespace

Counts drawn_counts() {
    return {ManifestHash{drawn_hash()}, drawn_enum(CountsPhase::issuing, CountsPhase::voting),
            drawn_box_counts()};
}

Closing drawn_closing() {
    return {ManifestHash{drawn_hash()}, drawn_box_counts(), drawn_number<std::uint32_t>(),
            drawn_number<std::uint32_t>()};
}

Cosigned drawn_cosigned() {
    return {ManifestHash{drawn_hash()}, drawn_bytes(1000)};
}

Share drawn_share() {
    Share out;
    out.manifest = ManifestHash{drawn_hash()};
    out.root = drawn_hash();
    out.teller = TellerNumber{drawn<std::uint8_t>(1, 255)};
    out.products = drawn_list<Point>(1, 30, drawn_point);
    for (std::size_t i = 0; i <= out.products.size(); ++i)
        out.commitments.push_back(drawn_point());
    out.response = drawn_scalar();
    out.signature = drawn_signature();
    return out;
}

ResultEntry drawn_result(std::size_t projects) {
    const auto yes = [] { return drawn<unsigned>(0, 1) == 1; };
    ResultEntry out;
    out.manifest = ManifestHash{drawn_hash()};
    out.root = drawn_hash();
    out.opened = yes() ? OpenedAs::decrypted : OpenedAs::nothing;
    if (out.opened == OpenedAs::decrypted)
        out.used = drawn_numbers<TellerNumber, std::uint8_t>(32, 255);
    out.counts.due = drawn_number<std::uint32_t>();
    out.counts.voided = drawn_number<std::uint32_t>();
    out.counts.valid = drawn_number<std::uint32_t>();
    for (std::size_t i = 0; i < projects; ++i) {
        out.projects.push_back({drawn_number<std::uint32_t>(), drawn_number<std::uint32_t>(),
                                drawn_number<std::uint32_t>(), yes(), yes(), yes(),
                                drawn_number<std::uint16_t>()});
    }
    out.places_left = drawn_number<std::uint8_t>();
    out.next_kind = drawn<std::uint8_t>(0, enum_code(RoundKind::too_few));
    out.next_places = drawn_number<std::uint8_t>();
    out.next_candidates = drawn_list<ProjectNumber>(
        0, limit::projects, [] { return ProjectNumber{drawn_number<std::uint16_t>()}; });
    return out;
}

std::vector<int> drawn_marks(const BallotShape& shape) {
    const auto most = static_cast<int>(shape.grades) - 1;
    std::vector<int> marks;
    std::size_t approvals = 0;
    for (std::size_t i = 0; i < shape.projects; ++i) {
        int mark = drawn<int>(0, most);
        if (mark == 1 && approvals == shape.cap) mark = 0;
        approvals += mark == 1 ? 1U : 0U;
        marks.push_back(mark);
    }
    // Too few to be a ballot: a blank one where that is what no mark means.
    if (approvals < shape.lo) std::fill(marks.begin(), marks.end(), 0);
    return marks;
}

}  // namespace piaojue::property
