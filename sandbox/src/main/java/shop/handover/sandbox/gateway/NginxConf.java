package shop.handover.sandbox.gateway;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The route table in nginx's words. The hand-written files of `deploy/gateway` include these and say where the
/// services are: a variable for each, `$checkout`, `$webhook`, `$download`.
///
/// @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#location">nginx: location</a>
final class NginxConf {

    private NginxConf() {}

    /// One `location` for each route and one for all else.
    static String routes(List<Route> routes) {
        return GatewayFiles.NOTE + routes.stream().map(NginxConf::location).collect(Collectors.joining()) + """

                location / {
                    return 404;
                }
                """;
    }

    private static String location(Route route) {
        var lines = Stream.of(
                        Stream.of(
                                "set $allowed \"" + String.join(", ", route.methods()) + "\";",
                                "if ($request_method !~ \"^(?:" + String.join("|", route.methods())
                                        + ")$\") { return 405; }",
                                "limit_req zone=" + word(route.pace()) + " burst="
                                        + route.pace().burst() + " nodelay;"),
                        body(route),
                        route.slow() ? SLOW.lines() : Stream.<String>empty(),
                        Stream.of("proxy_pass $" + word(route.upstream()) + ";"))
                .flatMap(part -> part)
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining());
        var path = route.exact() ? "= " + route.path() : "~ \"^" + route.pattern() + "$\"";
        return "\nlocation " + path + " {\n" + lines + "}\n";
    }

    // No limit is told to nginx by 0, so where there is to be no body, having one is asked for.
    private static Stream<String> body(Route route) {
        return route.bodyLimit() == 0
                ? Stream.of("if ($has_body) { return 413; }")
                : Stream.of("client_max_body_size " + route.bodyLimit() + ";");
    }

    private static final String SLOW = """
            # As fast as the client reads, and no faster: nothing of a file is kept here.
            limit_conn fetching 32;
            proxy_buffering off;
            proxy_read_timeout 10m;
            send_timeout 10m;""";

    /// One counter of requests for each pace.
    static String paces() {
        return GatewayFiles.NOTE
                + Stream.of(Pace.values())
                        .map(pace ->
                                "limit_req_zone $client zone=" + word(pace) + ":8m rate=" + pace.perSecond() + "r/s;\n")
                        .collect(Collectors.joining())
                + "limit_conn_zone $client zone=fetching:8m;\n";
    }

    /// What a request carries on its way in: our word on where it came from, and none of the client's.
    static String forward() {
        var ours = List.of(
                "Host $host",
                "Connection \"\"",
                "X-Forwarded-For $remote_addr",
                "X-Forwarded-Proto $scheme",
                "X-Forwarded-Host $http_host");
        var theirs = Stream.concat(Forwarding.CLAIMS.stream(), Forwarding.HOP_BY_HOP.stream())
                .filter(name -> ours.stream().noneMatch(line -> line.startsWith(name + " ")))
                .map(name -> name + " \"\"");
        return GatewayFiles.NOTE
                + Stream.concat(ours.stream(), theirs)
                        .map(line -> "proxy_set_header " + line + ";\n")
                        .collect(Collectors.joining());
    }

    /// The gateway's own answers. A service's answer is passed on as it is, whatever its status.
    static String refuse(List<Refusal> refusals) {
        var pages = refusals.stream()
                .map(refusal -> "error_page " + refusal.status() + " /.refused/" + refusal.status() + ".$refusal;\n")
                .collect(Collectors.joining());
        return GatewayFiles.NOTE
                + pages
                + """
                # A service that cannot be reached is one that starts; and what this gateway cannot do, it can in a moment.
                error_page 500 502 =503 /.refused/503.$refusal;
                """
                + refusals.stream().map(NginxConf::refused).collect(Collectors.joining());
    }

    private static String refused(Refusal refusal) {
        var headers = Stream.concat(refusal.headers().entrySet().stream(), Refusal.common().entrySet().stream())
                .map(header -> "    add_header " + header.getKey() + " \"" + header.getValue() + "\" always;\n")
                .collect(Collectors.joining());
        return "\nlocation ^~ /.refused/" + refusal.status() + ". {\n"
                + "    internal;\n"
                // What is refused here was weighed already; its body is thrown away.
                + "    client_max_body_size 0;\n"
                + "    rewrite ^/.refused/(.*)$ /$1 break;\n"
                + "    root refusals;\n"
                + "    types { text/html html; application/problem+json json; }\n"
                + "    charset utf-8;\n"
                + "    add_header Strict-Transport-Security $hsts always;\n"
                + headers + "}\n";
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
