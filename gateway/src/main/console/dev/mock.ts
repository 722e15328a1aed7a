import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { answerFor } from './answers.ts'

/** `FENGQIAO_MOCK=1 npm run dev`: invented answers instead of a platform, to look at pages. `?as=` in /auth/login chooses who. */
export function mock(): Plugin {
  let person = 'dispatcher'
  const serve = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/auth/login') {
      person = url.searchParams.get('as') ?? 'dispatcher'
      response.writeHead(303, { location: '/' }).end()
      return
    }
    const answer = answerFor(request.method ?? 'GET', url, person)
    if (answer === null) {
      next()
      return
    }
    response.writeHead(answer.status, {
      'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json',
      'x-fengqiao-as-of': new Date().toISOString(),
      ...answer.headers,
    })
    response.end(JSON.stringify(answer.body))
  }
  return {
    name: 'fengqiao-mock',
    configureServer(server) {
      server.middlewares.use(serve)
    },
    configurePreviewServer(server) {
      server.middlewares.use(serve)
    },
  }
}

/** Rows of a file of the reference baseline. */
export function rows(file: string): Record<string, string>[] {
  const path = new URL(`../../../../../contracts/src/main/resources/reference/v0/${file}`, import.meta.url)
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at], value])))
}
