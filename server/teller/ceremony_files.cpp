#include "server/teller/ceremony_files.hpp"

namespace piaojue::teller {

bool ceremony_was_begun(const std::filesystem::path& share) {
    return std::filesystem::exists(progress_file_of(share));
}

Result<CeremonyMemory> open_ceremony_memory(const std::filesystem::path& share, const Unlocked& own,
                                            Rng& rng) {
    const std::filesystem::path path = progress_file_of(share);
    CeremonyMemory memory;
    if (ceremony_was_begun(share)) {
        memory.before = PJ_TRY(load_progress(path, own.passphrase.expose()));
    }
    memory.remember = [path, &own, &rng](const CeremonyProgress& progress) {
        save_progress(path, progress, own.passphrase.expose(), rng, own.cost);
    };
    return memory;
}

Result<void> save_ceremony_outcome(const std::filesystem::path& share,
                                   const CeremonyOutcome& outcome, const Unlocked& own, Rng& rng) {
    const ByteView passphrase = own.passphrase.expose();
    if (std::filesystem::exists(share)) {
        const ShareFile kept = PJ_TRY(load_share(share, passphrase));
        if (kept.ceremony != outcome.share_file.ceremony) {
            return fail(Errc::not_permitted,
                        share.string() + " is the share of another ceremony; choose another name");
        }
    } else {
        PJ_TRY(save_new_share(share, outcome.share_file, passphrase, rng, own.cost));
    }
    std::filesystem::remove(progress_file_of(share));
    return {};
}

}  // namespace piaojue::teller
