// Manifests: the parts make the bytes and the bytes the parts; whatever is read is a method that
// holds for its projects and a shape that ballots can have.
#include "ballot/manifest.hpp"

#include "ballot/round.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/fuzz/targets.hpp"

namespace piaojue::fuzz {

namespace {

void method_laws(const Method& method, std::size_t projects) {
    law(check_method(method, projects).has_value(), "a manifest's method fits its projects");
    Writer writer;
    encode_method(writer, method);
    law(writer.bytes().size() == size::method, "a method has 23 bytes");
    Reader reader{writer.bytes()};
    const auto again = decode_method(reader);
    law(again && *again == method && reader.finish(), "a method is read as it was written");
    law(enum_from_name<Style>(enum_name(method.style)).value() == method.style, "names go back");
    law(enum_from_name<TieRule>(enum_name(method.tie)).value() == method.tie, "names go back");
}

void shape_laws(const VoteManifest& manifest) {
    const BallotShape& shape = manifest.shape();
    law(shape.projects == manifest.fields().projects.size(), "a place for every project");
    law(shape.grades == manifest.method().grades(), "the grades of the method");
    law(shape.lo <= shape.cap && shape.cap <= shape.projects, "bounds within the projects");
    law(shape.ballot_bytes() < limit::entry_bytes, "a ballot fits into an entry");
}

}  // namespace

bool manifest(ByteView input) {
    const auto read = VoteManifest::decode(input);
    if (!read) return false;
    law_same(read->bytes(), input, "a manifest keeps its bytes");
    const auto made = VoteManifest::create(read->fields());
    law(made.has_value(), "what was read can be made");
    law_same(made->bytes(), input, "a manifest has a second encoding");
    law(made->hash() == read->hash(), "one hash");
    method_laws(read->method(), read->fields().projects.size());
    shape_laws(*read);
    for (const Project& project : read->fields().projects)
        law(read->position(project.no).has_value(), "every project is found by its number");
    const std::uint8_t quorum = read->cosigner_quorum();
    law(quorum >= read->fields().threshold && quorum <= read->fields().tellers(),
        "a quorum of cosigners that exists and can decrypt");
    const auto round = Round::create(*read);
    if (round) law(round->hash() == read->hash(), "a round is its manifest's");
    return true;
}

}  // namespace piaojue::fuzz
