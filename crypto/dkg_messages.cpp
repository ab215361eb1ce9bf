#include "crypto/dkg_messages.hpp"

#include <fmt/format.h>

#include "crypto/base/reader.hpp"
#include "crypto/base/writer.hpp"
#include "crypto/hash.hpp"

namespace piaojue {

namespace {

constexpr std::string_view context_start = "COCKTAIL-DKG-CONTEXT";
constexpr std::string_view first_message_tag = "piaojue/v1/dkg-first-message";
constexpr std::string_view extension_tag = "piaojue/v1/dkg-extension";
constexpr std::size_t extension_bytes_max = 65'536;

template <std::size_t N>
FixedBytes<N> little_endian(std::uint64_t value) {
    FixedBytes<N> out;
    for (std::size_t i = 0; i < N; ++i)
        out.data()[i] = static_cast<Byte>(value >> (8U * i));
    return out;
}

template <std::size_t N>
Result<std::uint64_t> read_little_endian(Reader& reader) {
    const auto bytes = PJ_TRY(reader.fixed<N>());
    std::uint64_t value = 0;
    for (std::size_t i = N; i > 0; --i)
        value = (value << 8U) | bytes.data()[i - 1];
    return value;
}

Result<Point> read_point(Reader& reader) {
    const ByteView bytes = PJ_TRY(reader.take(32));
    return Point::decode(bytes);
}

Result<std::vector<Point>> read_points(Reader& reader, std::size_t count) {
    std::vector<Point> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(PJ_TRY(read_point(reader)));
    return out;
}

Result<Bytes> read_ciphertext(Reader& reader, DkgPayloads payloads) {
    const std::uint64_t size = PJ_TRY(reader.u64());
    if (size > dkg_ciphertext_bytes_max) {
        return fail(Errc::too_large, fmt::format("a ciphertext of {} bytes", size));
    }
    if (size < dkg_ciphertext_bytes_min ||
        (payloads == DkgPayloads::refused && size != dkg_ciphertext_bytes_min)) {
        return fail(Errc::malformed, fmt::format("a ciphertext of {} bytes", size));
    }
    const ByteView bytes = PJ_TRY(reader.take(size));
    return Bytes{bytes.begin(), bytes.end()};
}

Result<std::vector<Bytes>> read_ciphertexts(Reader& reader, std::uint32_t count,
                                            DkgPayloads payloads) {
    std::vector<Bytes> out;
    out.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
        out.push_back(PJ_TRY(read_ciphertext(reader, payloads)));
    return out;
}

void write_points(Writer& writer, const std::vector<Point>& points) {
    for (const Point& point : points)
        writer.raw(point.bytes());
}

}  // namespace

Result<DkgSetup> DkgSetup::checked(const Bytes64& context, std::vector<Point> static_keys,
                                   std::uint32_t threshold) {
    const std::size_t n = static_keys.size();
    if (n > dkg_participants_max || threshold < 2 || threshold > n) {
        return fail(Errc::malformed, fmt::format("a key ceremony of {} among {}", threshold, n));
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (static_keys[i].is_identity()) {
            return fail(Errc::identity_point, fmt::format("static key {}", i + 1));
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (static_keys[i] == static_keys[j]) {
                return fail(Errc::malformed,
                            fmt::format("static keys {} and {} are equal", j + 1, i + 1));
            }
        }
    }
    return DkgSetup{context, std::move(static_keys), threshold};
}

Result<DkgSetup> DkgSetup::create(ByteView session_id, std::vector<Point> static_keys,
                                  std::uint32_t threshold) {
    Writer writer;
    writer.raw(as_bytes(context_start)).u64(session_id.size()).raw(session_id);
    writer.u64(dkg_suite.size()).raw(as_bytes(dkg_suite));
    writer.raw(little_endian<4>(static_keys.size()));
    write_points(writer, static_keys);
    return checked(sha512(writer.bytes()), std::move(static_keys), threshold);
}

const Point& DkgSetup::static_key(DkgIndex index) const {
    PJ_ASSERT(index >= 1 && index <= static_keys_.size(), "participants are numbered from 1");
    return static_keys_[index - 1];
}

Bytes encode_bundle(std::span<const Bytes> ciphertexts) {
    Writer writer;
    for (const Bytes& ciphertext : ciphertexts)
        writer.u64(ciphertext.size()).raw(ciphertext);
    return std::move(writer).bytes();
}

Result<std::vector<Bytes>> decode_bundle(ByteView bytes, std::uint32_t participants,
                                         DkgPayloads payloads) {
    Reader reader{bytes};
    auto out = PJ_TRY(read_ciphertexts(reader, participants, payloads));
    PJ_TRY(reader.finish());
    return out;
}

Bytes encode_first_message(const DkgFirstMessage& message) {
    Writer writer;
    write_points(writer, message.commitment.coefficients);
    writer.raw(message.commitment.possession).raw(message.commitment.ephemeral.bytes());
    writer.raw(encode_bundle(message.ciphertexts));
    return std::move(writer).bytes();
}

Result<DkgFirstMessage> decode_first_message(ByteView bytes, const DkgSetup& setup,
                                             DkgPayloads payloads) {
    Reader reader{bytes};
    DkgFirstMessage out;
    // Exactly t: a longer commitment, which would raise the threshold, shifts everything after it.
    out.commitment.coefficients = PJ_TRY(read_points(reader, setup.threshold()));
    out.commitment.possession = PJ_TRY(reader.fixed<64>());
    out.commitment.ephemeral = PJ_TRY(read_point(reader));
    out.ciphertexts = PJ_TRY(read_ciphertexts(reader, setup.participants(), payloads));
    PJ_TRY(reader.finish());
    return out;
}

Bytes possession_message(const DkgSetup& setup, const DkgCommitment& commitment) {
    Writer writer;
    writer.raw(setup.context());
    write_points(writer, commitment.coefficients);
    writer.raw(commitment.ephemeral.bytes());
    return std::move(writer).bytes();
}

Bytes encode_transcript(const DkgTranscript& transcript) {
    const DkgSetup& setup = transcript.setup;
    PJ_ASSERT(transcript.commitments.size() == setup.participants(), "a commitment is missing");
    Writer writer;
    writer.raw(little_endian<8>(dkg_suite.size())).raw(as_bytes(dkg_suite));
    writer.raw(little_endian<8>(setup.context().size())).raw(setup.context());
    writer.raw(little_endian<4>(setup.participants())).raw(little_endian<4>(setup.threshold()));
    write_points(writer, setup.static_keys());
    for (const DkgCommitment& commitment : transcript.commitments)
        write_points(writer, commitment.coefficients);
    for (const DkgCommitment& commitment : transcript.commitments)
        writer.raw(commitment.possession);
    for (const DkgCommitment& commitment : transcript.commitments)
        writer.raw(commitment.ephemeral.bytes());
    writer.raw(little_endian<8>(transcript.extension.size())).raw(transcript.extension);
    return std::move(writer).bytes();
}

// The only other maker of a DkgSetup: its context is what the transcript says.
class DkgTranscriptReader {
public:
    static Result<DkgTranscript> read(ByteView bytes) {
        Reader reader{bytes};
        const std::uint64_t suite_size = PJ_TRY(read_little_endian<8>(reader));
        if (suite_size != dkg_suite.size()) return fail(Errc::malformed, "another ciphersuite");
        const ByteView suite = PJ_TRY(reader.take(dkg_suite.size()));
        if (!equal(suite, as_bytes(dkg_suite))) return fail(Errc::malformed, "another ciphersuite");
        const std::uint64_t context_size = PJ_TRY(read_little_endian<8>(reader));
        if (context_size != Bytes64::size()) return fail(Errc::malformed, "another context");
        const auto context = PJ_TRY(reader.fixed<64>());
        const std::uint64_t n = PJ_TRY(read_little_endian<4>(reader));
        const std::uint64_t t = PJ_TRY(read_little_endian<4>(reader));
        if (n > dkg_participants_max || t > n) {
            return fail(Errc::malformed, fmt::format("a transcript of {} among {}", t, n));
        }
        auto static_keys = PJ_TRY(read_points(reader, n));
        DkgSetup setup = PJ_TRY(
            DkgSetup::checked(context, std::move(static_keys), static_cast<std::uint32_t>(t)));
        std::vector<DkgCommitment> commitments(n);
        for (DkgCommitment& commitment : commitments)
            commitment.coefficients = PJ_TRY(read_points(reader, t));
        for (DkgCommitment& commitment : commitments)
            commitment.possession = PJ_TRY(reader.fixed<64>());
        for (DkgCommitment& commitment : commitments)
            commitment.ephemeral = PJ_TRY(read_point(reader));
        const std::uint64_t extension_size = PJ_TRY(read_little_endian<8>(reader));
        if (extension_size > extension_bytes_max) {
            return fail(Errc::too_large, "the transcript's extension");
        }
        const ByteView extension = PJ_TRY(reader.take(extension_size));
        PJ_TRY(reader.finish());
        return DkgTranscript{std::move(setup), std::move(commitments),
                             Bytes{extension.begin(), extension.end()}};
    }
};

Result<DkgTranscript> decode_transcript(ByteView bytes) {
    return DkgTranscriptReader::read(bytes);
}

Bytes32 dkg_first_message_hash(ByteView message) {
    return hash_tagged(first_message_tag, {message});
}

Bytes64 dkg_extension(std::span<const Bytes32> hashes) {
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(extension_tag.size())).raw(as_bytes(extension_tag));
    for (const Bytes32& hash : hashes)
        writer.raw(hash);
    return sha512(writer.bytes());
}

}  // namespace piaojue
