package dev.sendlab.cli.machine;

import dev.sendlab.broker.image.DockerCommand;
import dev.sendlab.broker.image.ImageException;
import dev.sendlab.broker.image.KafkaImage;
import dev.sendlab.broker.image.KafkaImage.Prepared;
import dev.sendlab.broker.process.KafkaHome;
import dev.sendlab.cli.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes beforehand what would otherwise have to be fetched. */
@Command(
        name = "prepare",
        description =
                "Fetch what work without a network needs, and make a Kafka image where a container engine answers.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab prepare",
            "  ./sendlab prepare --image",
            "  ./sendlab prepare --image --force",
            "",
            "The image is made from what is on this machine, without a registry.",
            "It needs Linux, the docker command with an engine that answers, a whole JDK, and busybox."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is there", "1:it could not be fetched or made", "2:wrong usage", "130:Ctrl-C"})
public final class PrepareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--image",
            description = "Only the image " + KafkaImage.REPOSITORY
                    + ":<version of Kafka>, unless it is there and made from the same jars.")
    private boolean image;

    @Option(names = "--force", description = "Make the image in any case.")
    private boolean force;

    @Mixin
    private LocalRepository repository;

    @Override
    public Integer call() throws InterruptedException {
        if (force && !image) {
            throw new ParameterException(spec.commandLine(), "--force is for the image: prepare --image --force");
        }
        if (image) {
            makeImage();
            return 0;
        }
        Path built = KafkaHome.find().buildDirectory();
        Path root = built.getParent().getParent();
        try {
            progress("fetching plugins, libraries and the Kafka server, by a build with one test of each kind ...");
            OfflineWork.fetch(root, built, repository.arguments());
        } catch (OfflineWork.Failed e) {
            progress(e.getMessage());
            return ExitCode.FAILED;
        }
        repository.markAsPrepared(root);
        imageIfThereIsAnEngine();
        spec.commandLine()
                .getOut()
                .println("prepared: 'mvn -o verify' needs no network; './sendlab check' confirms it");
        return 0;
    }

    /** Nothing demands containers here: without an image, brokers run in child JVMs. */
    private void imageIfThereIsAnEngine() {
        if (DockerCommand.serverVersion().isEmpty()) {
            progress("no container engine answers, so no image is made: brokers will be child JVMs");
            return;
        }
        try {
            makeImage();
        } catch (ImageException e) {
            progress("no image is made, and brokers will be child JVMs: " + e.getMessage());
        }
    }

    private void makeImage() {
        Prepared prepared = KafkaImage.prepare(force, this::progress);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s, %d MB, %s %.1f s",
                        prepared.name(),
                        prepared.bytes() / 1_000_000,
                        prepared.fresh() ? "made in" : "is up to date: seen in",
                        prepared.took().toMillis() / 1_000.0));
    }

    private void progress(String line) {
        spec.commandLine().getErr().println("sendlab: " + line);
        spec.commandLine().getErr().flush();
    }
}
