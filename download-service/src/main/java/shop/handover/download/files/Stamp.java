package shop.handover.download.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/// By what a file is known again without reading it.
///
/// @param key the inode where the system has one: a file replaced by another within one tick of the clock shows
record Stamp(long size, FileTime changed, String key) {

    static Stamp of(Path place) throws IOException {
        var attributes = Files.readAttributes(place, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), Objects.toString(attributes.fileKey()));
    }

    boolean stillHolds(Path place) {
        try {
            return equals(of(place));
        } catch (IOException e) {
            return false;
        }
    }
}
