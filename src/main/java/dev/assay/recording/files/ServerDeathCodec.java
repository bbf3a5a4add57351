package dev.assay.recording.files;

import dev.assay.recording.ServerDeath;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads how the server ended during a test. */
final class ServerDeathCodec implements SideRecordCodec<ServerDeath> {
    @Override
    public String key() {
        return "server_death";
    }

    @Override
    public Class<ServerDeath> type() {
        return ServerDeath.class;
    }

    @Override
    public void write(ServerDeath death, ObjectNode json) {
        json.put("how", death.how());
        if (death.lastWords() != null) {
            json.set("last_words", JsonMapper.shared().valueToTree(death.lastWords()));
        }
        json.put("remedy", death.remedy());
    }

    @Override
    public ServerDeath read(JsonLine json) {
        return new ServerDeath(
                json.text("how"), json.json().has("last_words") ? json.list("last_words") : null, json.text("remedy"));
    }
}
