#include "server/hall/bundles.hpp"

#include "ballot/forms/package.hpp"
#include "ballot/forms/pdf.hpp"
#include "ballot/forms/render.hpp"
#include "ballot/tools/run_on_threads.hpp"
#include "server/imports/roll_names.hpp"
#include "server/log/asker.hpp"
#include "server/log/files.hpp"

namespace piaojue::hall {

namespace {

// The record, and what the forms tell of it.
struct ReadRecord {
    Bytes bytes;
    forms::FormData data;
};

Result<ReadRecord> read_record(const tally::Tally& tally, Rng& rng) {
    Bytes bytes = PJ_TRY(tally.record());
    VerifyOptions verification;
    verification.run = tools::run_on_threads;
    const auto verdict = PJ_TRY(verify_record(bytes, rng, verification));
    const auto* const record = std::get_if<VerifiedRecord>(&verdict);
    if (record == nullptr) return fail(Errc::internal, "the published record does not verify");
    forms::FormData data = forms::form_data(*record);
    return ReadRecord{std::move(bytes), std::move(data)};
}

std::string zip_of(forms::Bundle bundle) {
    std::vector<forms::Part> parts;
    for (forms::BundleFile& file : bundle)
        parts.push_back({std::move(file.name), std::move(file.bytes)});
    return forms::package_of(parts);
}

}  // namespace

Result<std::string> Bundles::site(ByteView query, forms::Lang lang) {
    PJ_TRY(log::asking_official(*log_.view(), query, clock_));
    const std::unique_lock alone{making_, std::try_to_lock};
    if (!alone) return fail(Errc::busy, "a form, a site or an archive is being made");
    const ReadRecord record = PJ_TRY(read_record(tally_, rng_));
    const forms::Fonts fonts = PJ_TRY(forms::Fonts::find({}));
    return zip_of(PJ_TRY(forms::site_of(record.data, record.bytes, lang, fonts)));
}

Result<std::string> Bundles::archive(ByteView query) {
    PJ_TRY(log::asking_official(*log_.view(), query, clock_));
    const std::unique_lock alone{making_, std::try_to_lock};
    if (!alone) return fail(Errc::busy, "a form, a site or an archive is being made");
    const ReadRecord record = PJ_TRY(read_record(tally_, rng_));
    const forms::ArchiveWish wish = PJ_TRY(wish_for(record.data));
    const forms::Fonts fonts = PJ_TRY(forms::Fonts::find({}));
    return zip_of(PJ_TRY(forms::archive_of(record.data, record.bytes, wish, fonts)));
}

Result<std::string> Bundles::form(ByteView query, forms::Wish wish, std::string_view format) {
    PJ_TRY(log::asking_official(*log_.view(), query, clock_));
    const std::unique_lock alone{making_, std::try_to_lock};
    if (!alone) return fail(Errc::busy, "a form, a site or an archive is being made");
    const ReadRecord record = PJ_TRY(read_record(tally_, rng_));
    wish.extras = PJ_TRY(wish_for(record.data)).extras;
    const forms::Document document = forms::compose(record.data, wish);
    if (format == "pdf") {
        const forms::Fonts fonts = PJ_TRY(forms::Fonts::find({}));
        return PJ_TRY(forms::pdf_of(document, fonts)).bytes;
    }
    auto bytes = forms::file_of(document, format);
    if (!bytes) return fail(Errc::malformed, "format is pdf, html, docx, xlsx or csv");
    return *std::move(bytes);
}

// Without names where the desks' table is of another roll: it may be of the next session already.
Result<forms::ArchiveWish> Bundles::wish_for(const forms::FormData& data) const {
    forms::ArchiveWish out;
    if (programs_) out.programs = PJ_TRY(programs_());
    const std::optional<Bytes> table = log::read_file(names_);
    if (!table) return out;
    auto names = imports::roll_names(*table, names_.string(), data);
    if (names) out.extras.roll = *std::move(names);
    return out;
}

}  // namespace piaojue::hall
