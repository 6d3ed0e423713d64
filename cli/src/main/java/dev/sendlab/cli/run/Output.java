package dev.sendlab.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sendlab.cli.settings.Settings;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** In what form stdout gets its results; each ends without a line end. */
enum Output {
    TEXT {
        @Override
        String summary(Summary summary) {
            return SummaryText.of(summary);
        }

        @Override
        String config(Map<String, Settings.Setting> effective) {
            return effective.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue().value() + "  ("
                            + entry.getValue().source() + ")")
                    .collect(Collectors.joining(System.lineSeparator()));
        }
    },

    JSON {
        @Override
        String summary(Summary summary) {
            return written(new ObjectMapper().writer(), summary.fields());
        }

        @Override
        String config(Map<String, Settings.Setting> effective) {
            return written(new ObjectMapper().writer(), effective);
        }
    },

    /** Lists become one cell, their elements separated by semicolons. */
    CSV {
        @Override
        String summary(Summary summary) {
            Map<String, Object> fields = new LinkedHashMap<>(summary.fields());
            fields.put(
                    "failures",
                    summary.counts().causes().stream()
                            .map(cause -> cause.name() + "=" + cause.count())
                            .collect(Collectors.joining(";")));
            fields.put(
                    "notAcknowledged",
                    summary.isTold()
                            ? summary.counts().notAcknowledged().ranges().stream()
                                    .map(Range::toString)
                                    .collect(Collectors.joining(";"))
                            : null);
            return table(List.copyOf(fields.keySet()), List.of(fields));
        }

        @Override
        String config(Map<String, Settings.Setting> effective) {
            return table(
                    List.of("name", "value", "source"),
                    effective.entrySet().stream()
                            .map(entry -> Map.of(
                                    "name", entry.getKey(),
                                    "value", entry.getValue().value(),
                                    "source", entry.getValue().source()))
                            .toList());
        }

        private String table(List<String> columns, List<? extends Map<String, ?>> rows) {
            CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
            columns.forEach(schema::addColumn);
            return written(new CsvMapper().writer(schema.build()), rows);
        }
    };

    abstract String summary(Summary summary);

    abstract String config(Map<String, Settings.Setting> effective);

    private static String written(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value).stripTrailing();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
