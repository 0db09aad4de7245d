package io.eventbatcher.hubspot;

import io.eventbatcher.config.Secret;
import io.eventbatcher.config.TokenText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret, and the file it may change in; without a file it never changes. While the file cannot be read or holds nothing
 * that can be a token, as in the middle of its replacement, the secret that was known stays. Any thread.
 */
final class SecretFile {
    /** How often it is looked for a change. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final Optional<Path> file;
    private final Clock clock;
    private Secret secret;
    private String lastRead;
    private Instant nextLook;
    private boolean usable = true;

    /** A secret that was read just now. */
    SecretFile(Secret secret, Clock clock) {
        this.file = secret.file();
        this.clock = clock;
        this.secret = secret;
        this.lastRead = secret.reveal();
        this.nextLook = clock.instant().plus(INTERVAL);
    }

    /** The secret as it was a second ago or later. */
    synchronized Secret current() {
        return clock.instant().isBefore(nextLook) ? secret : read();
    }

    /** The secret of this moment. */
    synchronized Secret read() {
        nextLook = clock.instant().plus(INTERVAL);
        file.ifPresent(this::read);
        return secret;
    }

    private void read(Path path) {
        try {
            String content = content(path);
            Optional<String> flaw = TokenText.flaw(content);
            if (flaw.isPresent()) {
                complain(path, flaw.get());
                return;
            }
            if (!content.equals(lastRead)) {
                lastRead = content;
                secret = new Secret(content, file);
                LOG.atInfo().addKeyValue("file", path).log("A secret has changed in its file.");
            }
            usable = true;
        } catch (IOException | RuntimeException unreadable) {
            complain(path, "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** Whatever the file has become: no more of it than shows that it is no token, and nothing that could make us wait. */
    private static String content(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(2 * TokenText.LONGEST), StandardCharsets.UTF_8).strip();
        }
    }

    private void complain(Path path, String flaw) {
        if (usable) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .log("The file of a secret " + flaw + ". What it held before is used; put the secret there.");
        }
        usable = false;
    }

    /** Replaces the secret, and with it the content of the file, of which nobody ever sees a half. Only its owner may read it. */
    synchronized void write(String changed) {
        keep(changed);
        lastRead = changed;
        file.ifPresent(path -> write(path, changed));
    }

    /** Replaces the secret in memory, until the file changes. */
    synchronized void keep(String changed) {
        secret = new Secret(changed, file);
    }

    private static void write(Path path, String content) {
        try {
            Path target = path.toRealPath();
            Path directory = Optional.ofNullable(target.getParent()).orElse(Path.of("."));
            // a temporary file is its owner's alone from the start
            Path fresh = Files.createTempFile(directory, ".", ".new");
            try {
                Files.writeString(fresh, content);
                replace(fresh, target);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException unwritable) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("cause", unwritable.getClass().getSimpleName())
                    .log(
                            "A new secret could not be written to its file: it is lost at the next restart, unless the old one is"
                                    + " still good then. Make the file and its directory writable.");
        }
    }

    private static void replace(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return file.map(Path::toString).orElse("no file");
    }
}
