package io.eventbatcher.hubspot.credentials;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Replaces the content of a secret's file at once, so that readers never see a part. Only the owner may read the file. */
final class SecretWriter {
    private SecretWriter() {}

    static void write(Path path, String content) throws IOException {
        Path target = path.toRealPath();
        Path directory = Optional.ofNullable(target.getParent()).orElse(Path.of("."));
        // only the owner may read a temporary file, from the start
        Path fresh = Files.createTempFile(directory, ".", ".new");
        try {
            Files.writeString(fresh, content);
            replace(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void replace(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
