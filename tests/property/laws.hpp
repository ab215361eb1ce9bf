// tests/property/laws.hpp — how a property is stated here
//
// PJ_PROPERTY(Suite, the_law, cost, (arguments)) { … } is a gtest that RapidCheck runs with the
// max_success of RC_PARAMS (100) divided by `cost`, at least once: cryptography is slow under the
// sanitizers. A failure prints the input made as small as it gets and the RC_PARAMS that repeat it.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace piaojue::property {

template <class Testable>
void check_property(Testable&& testable, int cost) {
    const auto* const info = ::testing::UnitTest::GetInstance()->current_test_info();
    rc::detail::TestMetadata metadata;
    metadata.id = std::string{info->test_suite_name()} + "/" + info->name();
    metadata.description = info->name();
    const rc::detail::Configuration& configuration = rc::detail::configuration();
    rc::detail::TestParams parameters = configuration.testParams;
    parameters.maxSuccess = std::max(1, parameters.maxSuccess / cost);
    const auto result =
        rc::detail::checkTestable(std::forward<Testable>(testable), metadata, parameters);
    if (result.template is<rc::detail::SuccessResult>()) return;
    std::ostringstream told;
    rc::detail::printResultMessage(result, told);
    FAIL() << told.str() << "\nRC_PARAMS=\"seed=" << parameters.seed
           << " max_success=" << configuration.testParams.maxSuccess << "\" repeats it";
}

}  // namespace piaojue::property

// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define PJ_PROPERTY(Suite, law, cost, arguments)                                 \
    void pj_property_##Suite##_##law arguments;                                  \
    TEST(Suite, law) {                                                           \
        ::piaojue::property::check_property(&pj_property_##Suite##_##law, cost); \
    }                                                                            \
    void pj_property_##Suite##_##law arguments
// NOLINTEND(cppcoreguidelines-macro-usage)
