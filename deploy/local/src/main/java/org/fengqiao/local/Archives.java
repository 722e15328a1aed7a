package org.fengqiao.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks what the platform brings along (PostgreSQL, Keycloak) copies and removes directories. */
final class Archives {

    private Archives() {}

    /**
     * Unpacks a tar stream into {@code target}, which appears complete or not at all: several
     * processes may unpack the same archive at once.
     *
     * @param strip leading path elements to drop
     */
    static void unpack(InputStream tar, Path target, int strip) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path fresh =
                Files.createTempDirectory(
                        target.toAbsolutePath().getParent(), target.getFileName() + "-");
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new BufferedInputStream(tar))) {
            for (TarArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                write(entry, entries, fresh, strip);
            }
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException someoneWasFaster) {
            delete(fresh);
        }
        // Made for this process alone by createTempDirectory; the server may run as another user.
        Files.setPosixFilePermissions(target, permissions(0755));
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root, int strip)
            throws IOException {
        Path name = Path.of(entry.getName()).normalize();
        if (name.getNameCount() <= strip || name.toString().isEmpty()) {
            return;
        }
        Path file = root.resolve(name.subpath(strip, name.getNameCount())).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("Archive entry leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            Files.setPosixFilePermissions(file, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    /** Copies a directory of plain files; the copy appears when it is complete. */
    static void copy(Path source, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(target.toAbsolutePath().getParent(), "copy-");
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, fresh.resolve(file.getFileName()));
            }
        }
        Files.move(fresh, target);
    }

    /** Removes a directory with everything in it, if it exists. */
    static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
