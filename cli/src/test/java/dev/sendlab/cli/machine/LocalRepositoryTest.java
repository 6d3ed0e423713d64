package dev.sendlab.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LocalRepositoryTest {

    @TempDir
    private Path directory;

    private Path root;

    @BeforeEach
    void aCheckout() throws IOException {
        root = Files.createDirectories(directory.resolve("checkout"));
        Files.createDirectories(root.resolve("docs/workshop"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("docs/workshop/pom.xml"), "<project/>");
    }

    @Test
    void isPreparedOnlyForThePomsThatItWasPreparedFor() throws IOException {
        LocalRepository repository = at("repository");
        assertThat(repository.isPrepared(root)).isFalse();

        repository.markAsPrepared(root);

        assertThat(repository.isPrepared(root)).isTrue();
        assertThat(at("another").isPrepared(root)).isFalse();
        Files.writeString(root.resolve("docs/workshop/pom.xml"), "<project> </project>");
        assertThat(repository.isPrepared(root)).as("with another POM").isFalse();
    }

    @Test
    void mavenIsToldOfIt() {
        assertThat(at("repository").arguments()).endsWith("-Dmaven.repo.local=" + directory.resolve("repository"));
    }

    private LocalRepository at(String name) {
        LocalRepository repository = new LocalRepository();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("repository", mixin(repository)))
                .parseArgs("--repository", directory.resolve(name).toString());
        return repository;
    }

    private static CommandLine.Model.CommandSpec mixin(LocalRepository repository) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(repository);
    }
}
