package dev.sendlab.broker.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Lays out, in a directory of this machine, everything that a container of the image will see under {@code /}. */
final class RootFileSystem {

    private static final List<String> DIRECTORIES = List.of(
            "bin",
            "sbin",
            "usr/bin",
            "usr/sbin",
            "root",
            "tmp",
            "etc/kafka/docker",
            "mnt/shared/config",
            "opt/java",
            "opt/kafka/libs",
            "opt/kafka/config");

    private final Path root;

    private RootFileSystem(Path root) {
        this.root = root;
    }

    /**
     * @param root is made, with the directories above it
     * @throws ImageException if this machine lacks something that goes into it
     */
    static void layOut(Path root, List<Path> jars) throws IOException {
        new RootFileSystem(root).layOut(jars);
    }

    private void layOut(List<Path> jars) throws IOException {
        Path busybox = Busybox.find();
        for (String directory : DIRECTORIES) {
            Files.createDirectories(root.resolve(directory));
        }
        copy(busybox, "bin/busybox");
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        for (Path jar : jars) {
            copy(jar, "opt/kafka/libs/" + jar.getFileName());
        }
        accounts();
        parts();
        Path runtime = root.resolve("opt/java/openjdk");
        LinkedRuntime.link(runtime);
        List<Path> programs = new ArrayList<>(LinkedRuntime.natives(runtime));
        programs.add(busybox);
        for (Path library : SharedLibraries.of(programs, runtime)) {
            copy(library, library.toString().substring(1));
        }
    }

    private void accounts() throws IOException {
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\n");
        Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
    }

    private void parts() throws IOException {
        // Kafka's setup overwrites it, and fails when it is not there.
        Files.createFile(root.resolve("opt/kafka/config/server.properties"));
        for (ImageSource.Part part : ImageSource.Part.values()) {
            Path file = Files.write(root.resolve(part.place), ImageSource.read(part.name));
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(part.isExecutable() ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** What is a link on this machine is a file in the image. */
    private void copy(Path file, String place) throws IOException {
        Path target = root.resolve(place);
        Files.createDirectories(target.getParent());
        Files.copy(file.toRealPath(), target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
}
