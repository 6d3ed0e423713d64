package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.transactions.TransactionalSend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code main}, as a user types it. */
@Order(1)
@BrokerTest
class MainCommandIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    /** Reads back from another process: what main had not sent when it ended is not there. */
    @ParameterizedTest
    @MethodSource("dev.sendlab.lineup.Pattern#mains")
    void mainRunsThePatternsOwnMainAndNothingIsLostAtItsEnd(Class<?> pattern, PrivateBroker broker) throws Exception {
        String name = pattern.getSimpleName();
        String kebab = name.replaceAll("\\B([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        try (ScriptRun main = ScriptRun.start(directory, "main", name, broker.bootstrapServers())) {
            assertThat(main.exit(SOON)).as(main.err()).isZero();
            assertThat(main.out().lines().reduce((first, last) -> last))
                    .hasValueSatisfying(last -> assertThat(last).startsWith(kebab + ": sent 100, acknowledged "));
        }
        boolean twoTopics = pattern == TransactionalSend.class;
        assertThat(broker.log(twoTopics ? "transactions" : kebab).committedValues())
                .hasSize(twoTopics ? 50 : 100);
    }
}
