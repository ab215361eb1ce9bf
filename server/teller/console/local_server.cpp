#include "server/teller/console/local_server.hpp"

#include "server/imports/table.hpp"

namespace piaojue::teller::console {

namespace {

http::Response board_of(const Console& console, unsigned status) {
    return http::Response::of(status, http::media_json, console.text());
}

std::vector<http::Route> api_routes(Console& console, const http::Gate& gate) {
    http::Route board;
    board.pattern = "/api/board";
    board.handler = [&console](const http::Request&,
                               const http::Params&) -> Result<http::Response> {
        return board_of(console, 200);
    };
    board.gate = gate;
    http::Route orders;
    orders.method = http::Method::post;
    orders.pattern = "/api/orders";
    orders.body_limit = order_bytes_max;
    orders.content_type = http::media_json;
    orders.handler = [&console](const http::Request& request,
                                const http::Params&) -> Result<http::Response> {
        Order order = PJ_TRY(decode_order(request.body));
        PJ_TRY(console.submit(std::move(order)));
        return board_of(console, 202);
    };
    orders.gate = gate;
    http::Route names;
    names.method = http::Method::post;
    names.pattern = "/api/names";
    names.body_limit = imports::file_bytes_max;
    names.content_type = http::media_binary;
    names.handler = [&console](const http::Request& request,
                               const http::Params&) -> Result<http::Response> {
        Order order;
        order.kind = OrderKind::names;
        order.file = request.body;
        PJ_TRY(console.submit(std::move(order)));
        return board_of(console, 202);
    };
    names.gate = gate;
    http::Route marks;
    marks.method = http::Method::post;
    marks.pattern = "/api/marks";
    marks.body_limit = marks_bytes_max;
    marks.content_type = http::media_binary;
    marks.handler = [&console](const http::Request& request,
                               const http::Params&) -> Result<http::Response> {
        Order order = PJ_TRY(decode_marks_order(request.body));
        PJ_TRY(console.submit(std::move(order)));
        return board_of(console, 202);
    };
    marks.gate = gate;
    http::Route sheet;
    sheet.pattern = "/api/sheet";
    sheet.handler = [&console](const http::Request&,
                               const http::Params&) -> Result<http::Response> {
        const SecretBuffer text = console.sheet();
        const std::string_view there = text.size() == 0 ? "null" : as_text(text.expose());
        return http::Response::of(200, http::media_json, there);
    };
    sheet.gate = gate;
    return {std::move(board), std::move(orders), std::move(names), std::move(marks),
            std::move(sheet)};
}

net::Limits limits_of_one_person() {
    net::Limits limits;
    limits.connections_max = 16;
    limits.queue_max = 16;
    limits.workers = 1;
    limits.io_threads = 1;
    return limits;
}

}  // namespace

LocalServer::LocalServer(Console& console, std::vector<http::PageFile> pages, std::uint16_t port,
                         Rng& rng)
    : link_(rng) {
    std::vector<http::Route> routes =
        http::local_page_routes(std::move(pages), http::console_page, link_.for_pages());
    for (http::Route& route : api_routes(console, link_.for_api()))
        routes.push_back(std::move(route));
    net::OriginConfig origin;
    origin.port = port;
    origin.router = std::make_shared<const http::Router>(std::move(routes));
    server_ = std::make_unique<net::HttpServer>(limits_of_one_person(), std::vector{origin});
    link_.set_port(server_->port(0));
    server_->start();
}

}  // namespace piaojue::teller::console
