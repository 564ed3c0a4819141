interface Conversation {
    readonly id: string
}

export function serve(port: number): Promise<{ port: number; stop: () => Promise<unknown> }>
export function begin(locale: string): Conversation
export function openCase(c: Conversation): void
export function add(c: Conversation, from: string, text: string, more?: object): void
export function hold(c: Conversation, holder: string): void
