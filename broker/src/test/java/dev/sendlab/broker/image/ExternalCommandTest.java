package dev.sendlab.broker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.image.ExternalCommand.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another program is never waited for longer than was said. */
class ExternalCommandTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void bothOfItsOutputsAreKept() throws IOException {
        Ended ended = ExternalCommand.run(SOON, List.of("sh", "-c", "echo one; echo two >&2; echo; exit 3"));

        assertThat(ended).isEqualTo(new Ended(3, List.of("one", "two", "")));
        assertThat(ended.well()).isFalse();
        assertThat(ended.tail(1)).isEqualTo("two");
        assertThat(ended.tail(9)).isEqualTo("one; two");
    }

    @Test
    void itIsKilledAtItsDeadline() {
        assertThatThrownBy(() -> ExternalCommand.run(Duration.ofSeconds(1), List.of("sleep", "30")))
                .isInstanceOf(ImageException.class)
                .hasMessage("'sleep 30' did not end within 1 s");
        await().atMost(SOON)
                .until(() -> ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                        .noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aProgramThatIsNotThereIsAnIoException() {
        assertThatThrownBy(() -> ExternalCommand.run(SOON, List.of("no-such-program-of-sendlab")))
                .isInstanceOf(IOException.class);
    }
}
