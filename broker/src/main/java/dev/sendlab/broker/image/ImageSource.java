package dev.sendlab.broker.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image is made of, as far as it is ours: Kafka's jars and the files beside this class. */
final class ImageSource {

    static final String DOCKERFILE = "Dockerfile";

    /** The files that lie beside this class, and where each goes in the image. */
    enum Part {
        BASH("bash", "bin/bash"),
        RUN("run", "etc/kafka/docker/run"),
        FINISH("finish", "etc/kafka/docker/finish"),
        DEFAULTS("server.properties", "etc/kafka/docker/server.properties");

        final String name;
        final String place;

        Part(String name, String place) {
            this.name = name;
            this.place = place;
        }

        boolean isExecutable() {
            return this == BASH || this == RUN;
        }
    }

    private static final Pattern SERVER = Pattern.compile("kafka_2\\.13-(.+)\\.jar");

    private ImageSource() {}

    /** The version that stands in the name of the server's jar. */
    static String kafkaVersion(List<Path> jars) {
        return jars.stream()
                .map(jar -> SERVER.matcher(jar.getFileName().toString()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        "there is no kafka_2.13 among the server's jars: build first, 'mvn package -DskipTests'"));
    }

    /** The same for the same jars and files, wherever they lie and whenever they were written. */
    static String digest(List<Path> jars) throws IOException {
        MessageDigest sha256 = sha256();
        for (Path jar : jars) {
            add(sha256, jar.getFileName().toString(), Files.readAllBytes(jar));
        }
        add(sha256, DOCKERFILE, read(DOCKERFILE));
        for (Part part : Part.values()) {
            add(sha256, part.place, read(part.name));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static byte[] read(String name) {
        try (InputStream file = ImageSource.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the length, so that no two lists of files look alike. */
    private static void add(MessageDigest digest, String name, byte[] content) {
        digest.update((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
