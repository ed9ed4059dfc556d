package shop.handover.download.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import shop.handover.download.House;

/// The same house with its files in a bucket.
public class BucketHouse extends House {

    private S3Server s3;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        try {
            var folder = Files.createDirectory(
                    Path.of(settings.get("handover.download.catalog-path")).resolveSibling("s3"));
            s3 = S3Server.start(folder);
            // The bucket is the very folder of files.
            Files.createSymbolicLink(folder.resolve("files"), Path.of(settings.remove("handover.download.files-dir")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("handover.download.bucket.name", "files");
        settings.put("handover.download.bucket.endpoint", s3.url().toString());
        settings.put("handover.download.bucket.path-style", "true");
        settings.put("handover.download.bucket.access-key-id", S3Server.KEY_ID);
        settings.put("handover.download.bucket.secret-access-key", S3Server.SECRET);
        return settings;
    }

    @Override
    public void stop() {
        if (s3 != null) {
            s3.close();
        }
        super.stop();
    }
}
