package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DefaultsTableTest {

    private static final Path ROOT = Repository.find().root();

    @Test
    void eachSettingIsARowWithTheUnitsThatKafkaGives() {
        assertThat(DefaultsTable.read(ROOT, "delivery.timeout.ms, acks,key.serializer"))
                .containsExactly(
                        "| Setting | Type | Default | Valid values | Importance |",
                        "|---|---|---|---|---|",
                        "| `delivery.timeout.ms` | int | `120000 (2 minutes)` | `[0,...]` | medium |",
                        "| `acks` | string | `all` | `[all, -1, 0, 1]` | low |",
                        "| `key.serializer` | class | none: it must be set |  | high |");
    }

    @Test
    void aSettingThatTheProducerDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DefaultsTable.read(ROOT, "acks, ack"))
                .withMessage("a producer has no setting 'ack'");
    }
}
