#include "server/imports/fault_json.hpp"

namespace piaojue::imports {

boost::json::object fault_json(const Fault& fault) {
    boost::json::object out;
    out["row"] = nullptr;
    out["column"] = nullptr;
    if (fault.place.row) out["row"] = *fault.place.row;
    if (fault.place.column) out["column"] = column_letters(*fault.place.column);
    out["code"] = fault.name();
    out["message"] = fault.message;
    return out;
}

boost::json::array faults_json(const std::vector<Fault>& faults) {
    boost::json::array out;
    for (const Fault& one : faults)
        out.push_back(fault_json(one));
    return out;
}

}  // namespace piaojue::imports
