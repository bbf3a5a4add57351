package dev.assay.server.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents in which servers describe themselves and list their models. */
class ServerFactsFuzz {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.below("src/test/resources/transcripts", "models.body", "version.body"),
                Stream.of(
                                "{\"data\": [{\"id\": \"m\", \"owned_by\": \"vllm\", \"root\": \"r\", \"max_model_len\": 4096, \"meta\": {\"n_ctx\": 2}}]}")
                        .map(text -> text.getBytes(UTF_8)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void areTextsOrLeftOut(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            JsonNode json;
            try {
                json = JsonMapper.shared().readTree(new String(bytes, UTF_8));
            } catch (JacksonException e) {
                return; // the callers say that it is no list of models
            }
            for (var engine : Engines.names()) {
                for (var route : Engines.named(engine).infoRoutes()) {
                    assertThat(route.in(json)).doesNotContainValue("");
                }
            }
            json.path("data").forEach(model -> {
                model.path("id").asString("");
                ServerInfoRoute.MODEL.in(model);
            });
            ServerInfoRoute.MODEL.in(json).values().forEach(Engines::owning);
        });
    }
}
