import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { violatedIndex } from '../../database/failure.js';
import { Table } from '../../database/table.js';
import { EventStreamEntity } from './event-stream.entity.js';
import { type EventStream, EventStreams } from './event-streams.js';

const streams = new Table(EventStreamEntity);

@Injectable()
export class TypeOrmEventStreams extends EventStreams {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async find(clientId: string): Promise<EventStream> {
    const [row] = await this.session.select<EventStreamEntity>(
      `SELECT ${streams.columns} FROM event_streams WHERE client_id = ?`,
      [clientId],
    );
    if (row === undefined) return { clientId, places: new Map(), acknowledged: [] };
    const { places, acknowledged } = streams.read(row);
    return { clientId, places: new Map(places), acknowledged };
  }

  async save({ clientId, places, acknowledged }: EventStream): Promise<void> {
    const row = { clientId, places: [...places], acknowledged };
    if (await this.update(row)) return;
    try {
      await this.session.execute(...streams.insert([row]));
    } catch (error) {
      if (violatedIndex(error) === null) throw error;
      await this.update(row);
    }
  }

  private async update({ clientId, places, acknowledged }: EventStreamEntity): Promise<boolean> {
    const updated = await this.session.execute(
      'UPDATE event_streams SET places = ?, acknowledged = ? WHERE client_id = ?',
      [JSON.stringify(places), JSON.stringify(acknowledged), clientId],
    );
    return updated === 1;
  }
}
