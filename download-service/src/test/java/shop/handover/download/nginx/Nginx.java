package shop.handover.download.nginx;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import shop.handover.download.ServerProcess;
import shop.handover.sandbox.machine.Ports;

/// Debian's nginx before the service, with the configuration that the service's README shows, and a second door with a
/// cache that would give everybody what one was given: to it, all links are one address.
final class Nginx implements AutoCloseable {

    private final ServerProcess server;
    private final int caching;

    private Nginx(ServerProcess server, int caching) {
        this.server = server;
        this.caching = caching;
    }

    static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Nginx start(Path program, Path folder, Path files, URI service) throws IOException {
        var port = Ports.free();
        var caching = Ports.free();
        var configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  proxy_cache_path %1$s/cache keys_zone=all:1m;
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass %3$s;
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }
                %4$s
                  }
                  server {
                    listen 127.0.0.1:%5$d;
                    location / {
                      proxy_pass %3$s;
                      proxy_set_header Host $http_host;
                      proxy_cache all;
                      proxy_cache_key $uri;
                      proxy_cache_valid any 10m;
                      add_header X-Cache $upstream_cache_status always;
                    }
                %4$s
                  }
                }
                """.formatted(
                        folder, port, service.resolve("/").toString().replaceAll("/$", ""), location(files), caching));
        return new Nginx(
                ServerProcess.start(
                        port,
                        folder.resolve("out.log"),
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString()),
                caching);
    }

    // What an operator is told to write, taken from where he is told it.
    private static String location(Path files) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var from = readme.indexOf("```nginx\n") + "```nginx\n".length();
        return readme.substring(from, readme.indexOf("```", from)).replace("/srv/files/", files + "/");
    }

    URI url() {
        return server.url();
    }

    URI cachingUrl() {
        return URI.create("http://127.0.0.1:" + caching);
    }

    @Override
    public void close() {
        server.close();
    }
}
