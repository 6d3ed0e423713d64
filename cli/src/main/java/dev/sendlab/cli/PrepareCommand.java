package dev.sendlab.cli;

import dev.sendlab.broker.image.KafkaImage;
import dev.sendlab.broker.image.KafkaImage.Prepared;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes beforehand what would otherwise have to be fetched. */
@Command(
        name = "prepare",
        description = "Make a Kafka image from what is on this machine, for tests in containers without a registry.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab prepare --image",
            "  ./sendlab prepare --image --force",
            "",
            "Needs Linux, the docker command with an engine that answers, a whole JDK, and busybox."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the image is there", "1:it could not be made", "2:wrong usage", "130:Ctrl-C"})
final class PrepareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--image",
            description = "Make the image " + KafkaImage.REPOSITORY
                    + ":<version of Kafka>, unless it is there and made from the same jars.")
    private boolean image;

    @Option(names = "--force", description = "Make it in any case.")
    private boolean force;

    @Override
    public Integer call() {
        if (!image) {
            throw new ParameterException(spec.commandLine(), "say what to prepare: --image");
        }
        Prepared prepared = KafkaImage.prepare(force, line -> {
            spec.commandLine().getErr().println("sendlab: " + line);
            spec.commandLine().getErr().flush();
        });
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s, %d MB, %s %.1f s",
                        prepared.name(),
                        prepared.bytes() / 1_000_000,
                        prepared.fresh() ? "made in" : "is up to date: seen in",
                        prepared.took().toMillis() / 1_000.0));
        return 0;
    }
}
